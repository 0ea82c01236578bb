package io.holdfast.engine;

/** Integer mixing for hash tables and fingerprints of bodies. */
final class Hashes {
  private Hashes() {}

  /**
   * Finalizer of MurmurHash3 for 64 bits (Austin Appleby): every input bit reaches every output
   * bit.
   */
  static long mix(final long word) {
    long h = word;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  /** Adds a word to a fingerprint; order matters. */
  static long combine(final long fingerprint, final long word) {
    return mix(fingerprint * 31 + word);
  }

  /** Mixes a 128-bit id. */
  static long ofId(final long hi, final long lo) {
    return mix(hi * 0x9E3779B97F4A7C15L + lo);
  }
}

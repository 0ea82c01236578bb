package io.holdfast.protocol;

/**
 * Which versions of the protocol are spoken here. A version of the protocol is a version of the
 * schema: Hello and Welcome agree on one, and the header of every message says in which it is.
 */
public final class Versions {
  /** Result of {@link #agree(int)} where there is nothing that both speak. */
  public static final int NONE = -1;

  private static final int OLDEST = 0;

  private Versions() {}

  /** The oldest version that is still spoken. */
  public static int oldest() {
    return OLDEST;
  }

  /** The newest version: that of the codecs. */
  public static int newest() {
    return Framing.PROTOCOL_VERSION;
  }

  /**
   * The version to speak with a client.
   *
   * @param clientHighest the highest that the client speaks
   * @return the lower of the two, or {@link #NONE}
   */
  public static int agree(final int clientHighest) {
    return agree(clientHighest, OLDEST, Framing.PROTOCOL_VERSION);
  }

  static int agree(final int clientHighest, final int oldest, final int newest) {
    return clientHighest < oldest ? NONE : Math.min(clientHighest, newest);
  }

  /** Whether a node's Welcome names a version that is spoken here. */
  public static boolean speaks(final int version) {
    return version >= OLDEST && version <= Framing.PROTOCOL_VERSION;
  }
}

package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Memory outside the heap: reserved, grown, given back. */
final class NativeMemoryTest {
  private static final long MIB = 1 << 20;

  /** No processor of today addresses so much. */
  private static final long TOO_MUCH = 1L << 58;

  @Test
  void whatTheSystemDoesNotGiveAwayIsHalvedUntilItDoes() {
    final NativeMemory memory = NativeMemory.reserve(TOO_MUCH, MIB);
    assertThat(memory.lengthBytes()).isGreaterThanOrEqualTo(MIB).isLessThan(TOO_MUCH);
    UnsafeApi.putLong(memory.address() + memory.lengthBytes() - Long.BYTES, 7);
    assertThat(UnsafeApi.getLong(memory.address() + memory.lengthBytes() - Long.BYTES))
        .isEqualTo(7);
  }

  @Test
  void whereThereIsNotEvenTheLeastItFails() {
    assertThatThrownBy(() -> NativeMemory.reserve(TOO_MUCH, TOO_MUCH / 2))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void growingKeepsWhatIsInIt() {
    final NativeMemory memory = NativeMemory.reserve(MIB, MIB);
    for (long i = 0; i < MIB; i += Long.BYTES) {
      UnsafeApi.putLong(memory.address() + i, i);
    }
    memory.grow(64 * MIB);
    assertThat(memory.lengthBytes()).isEqualTo(64 * MIB);
    UnsafeApi.putLong(memory.address() + 64 * MIB - Long.BYTES, 1);
    for (long i = 0; i < MIB; i += Long.BYTES) {
      assertThat(UnsafeApi.getLong(memory.address() + i)).isEqualTo(i);
    }
  }

  @Test
  void growthThatIsRefusedChangesNothing() {
    final NativeMemory memory = NativeMemory.reserve(MIB, MIB);
    final long address = memory.address();
    UnsafeApi.putLong(address, 7);
    assertThatThrownBy(() -> memory.grow(TOO_MUCH))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessageContaining("refused " + TOO_MUCH / MIB + " MiB of memory outside the heap");
    assertThat(memory.address()).isEqualTo(address);
    assertThat(memory.lengthBytes()).isEqualTo(MIB);
    assertThat(UnsafeApi.getLong(address)).isEqualTo(7);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatIsReservedTakesNoMemoryAndWhatIsNoLongerReachableIsGivenBack() throws IOException {
    final long before = residentBytes();
    final NativeMemory reserved = NativeMemory.reserve(1024 * MIB, MIB);
    assertThat(residentBytes() - before).isLessThan(256 * MIB);
    for (int i = 0; i < 8; i++) {
      fill(NativeMemory.reserve(64 * MIB, 64 * MIB));
    }
    assertThat(residentBytes() - before).isGreaterThan(384 * MIB);
    awaitAtMost(before + 256 * MIB);
    assertThat(reserved.lengthBytes()).isEqualTo(1024 * MIB);
  }

  private static void fill(final NativeMemory memory) {
    UnsafeApi.setMemory(memory.address(), memory.lengthBytes(), (byte) 1);
  }

  /** The collector's work is another thread's; it is asked until it is done. */
  private static void awaitAtMost(final long bytes) throws IOException {
    while (residentBytes() > bytes) {
      System.gc();
    }
  }

  private static long residentBytes() throws IOException {
    for (final String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    }
    throw new IllegalStateException("no VmRSS");
  }
}

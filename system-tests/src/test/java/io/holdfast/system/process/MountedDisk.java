package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A file system of the test's own: small, so that it can be filled, on a device that can lose its
 * power, or one that cannot be written. Needs the right to mount; a test that cannot have it is
 * skipped and says so.
 */
final class MountedDisk implements AutoCloseable {
  private static final int COMMAND_TIMEOUT_SECONDS = 30;

  /** EXT4_IOC_SHUTDOWN of the kernel's fs/ext4/ext4.h, and its flag "flush nothing". */
  private static final String SHUTDOWN = "0x8004587d";

  private static final int NO_FLUSH = 2;
  private static final String HANDLE = "power";

  private final Path mountPoint;
  private final List<String> mount;

  private MountedDisk(final Path mountPoint, final List<String> mount) {
    this.mountPoint = mountPoint;
    this.mount = mount;
  }

  /** A file system in memory with so much room. */
  static MountedDisk inMemory(final Path dir, final int mebibytes)
      throws IOException, InterruptedException {
    final Path mountPoint = Files.createDirectories(dir.resolve("disk"));
    final MountedDisk disk =
        new MountedDisk(
            mountPoint,
            List.of(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                String.format(Locale.ROOT, "size=%dm", mebibytes),
                "none",
                mountPoint.toString()));
    disk.mountOrSkip();
    return disk;
  }

  /** What lies in a directory, in another place where nothing can be written. */
  static MountedDisk readOnly(final Path dir, final Path of)
      throws IOException, InterruptedException {
    final Path mountPoint = Files.createDirectories(dir.resolve("read-only"));
    final MountedDisk disk =
        new MountedDisk(
            mountPoint, List.of("mount", "-o", "bind,ro", of.toString(), mountPoint.toString()));
    disk.mountOrSkip();
    if (Files.isWritable(mountPoint)) {
      disk.close();
      assumeTrue(false, "skipped: a directory cannot be mounted read-only here");
    }
    return disk;
  }

  /** An ext4 file system whose power can be cut. */
  static MountedDisk withPower(final Path dir, final int mebibytes)
      throws IOException, InterruptedException {
    assumeTrue(
        run("python3", "--version") == 0 || run("perl", "-e", "1") == 0,
        "skipped: cutting the power takes an ioctl, and there is neither python3 nor perl");
    final Path image = dir.resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) mebibytes << 20);
    }
    assumeTrue(
        run("mkfs.ext4", "-q", "-F", image.toString()) == 0,
        "skipped: mkfs.ext4 cannot make a file system here");
    final Path mountPoint = Files.createDirectories(dir.resolve("disk"));
    final MountedDisk disk =
        new MountedDisk(
            mountPoint, List.of("mount", "-o", "loop", image.toString(), mountPoint.toString()));
    disk.mountOrSkip();
    boolean hasPowerSwitch = false;
    try {
      disk.cutPower();
      hasPowerSwitch = true;
      disk.powerUp();
    } finally {
      if (!hasPowerSwitch) {
        disk.close();
      }
    }
    return disk;
  }

  private void mountOrSkip() throws IOException, InterruptedException {
    assumeTrue(
        run(mount.toArray(String[]::new)) == 0,
        "skipped: this test mounts a file system, and that is not permitted here: "
            + String.join(" ", mount));
  }

  Path path() {
    return mountPoint;
  }

  /** From here on nothing reaches the disk; what had not is lost once it is mounted again. */
  void cutPower() throws IOException, InterruptedException {
    final Path handle = mountPoint.resolve(HANDLE);
    if (!Files.exists(handle)) {
      Files.createFile(handle);
    }
    final int withPython =
        run(
            "python3",
            "-c",
            "import fcntl,os,struct,sys;"
                + "fcntl.ioctl(os.open(sys.argv[1],os.O_RDONLY),"
                + SHUTDOWN
                + ",struct.pack('I',"
                + NO_FLUSH
                + "))",
            handle.toString());
    final boolean cut =
        withPython == 0
            || run(
                    "perl",
                    "-e",
                    "open(F,'<',$ARGV[0]) or exit 1; exit(defined(ioctl(F,"
                        + SHUTDOWN
                        + ",my $flag=pack('L',"
                        + NO_FLUSH
                        + "))) ? 0 : 1)",
                    handle.toString())
                == 0;
    assumeTrue(cut, "skipped: this kernel does not let ext4 be shut down by ioctl");
  }

  /** As the machine that comes up again: the file system is mounted anew. */
  void powerUp() throws IOException, InterruptedException {
    unmount();
    assertThat(run(mount.toArray(String[]::new))).as("mounted again").isZero();
  }

  private void unmount() throws IOException, InterruptedException {
    assertThat(run("umount", mountPoint.toString())).as("unmounted").isZero();
  }

  /** Exit code; 127 if there is no such program, as a shell says. */
  private static int run(final String... command) throws InterruptedException {
    final Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (final IOException e) {
      return 127;
    }
    if (!process.waitFor(COMMAND_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("not done: " + String.join(" ", command));
    }
    return process.exitValue();
  }

  /** Leaves nothing mounted. */
  @Override
  public void close() throws IOException {
    try {
      unmount();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unmounting " + mountPoint, e);
    }
  }
}

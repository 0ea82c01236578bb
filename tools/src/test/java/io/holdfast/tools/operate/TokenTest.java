package io.holdfast.tools.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.test.TestDir;
import io.holdfast.tools.cli.OperatorMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a client's token comes from. */
final class TokenTest {
  private static final String TOKEN = "t0_-".repeat(11);
  private static final String OTHER = "x".repeat(64);

  private Path file;

  @BeforeEach
  void write(@TestDir final Path dir) throws IOException {
    file = Files.writeString(dir.resolve("token"), TOKEN + "\n");
    permit("rw-------");
  }

  private void permit(final String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void theFileComesBeforeTheVariable() {
    assertThat(Token.of(file, OTHER)).isEqualTo(TOKEN);
    assertThat(Token.of(null, OTHER)).isEqualTo(OTHER);
    assertThat(Token.of(null, " " + OTHER + "\n")).isEqualTo(OTHER);
  }

  @Test
  void thereMayBeNone() {
    assertThat(Token.of(null, null)).isEmpty();
    assertThat(Token.of(null, "")).isEmpty();
  }

  @Test
  void whatIsNoTokenIsAMistakeThatDoesNotShowIt() throws IOException {
    Files.writeString(file, "sesame open");
    for (final String variable : new String[] {"sesame", "sesame ".repeat(10)}) {
      assertThatThrownBy(() -> Token.of(null, variable))
          .isInstanceOf(OperatorMistake.class)
          .hasMessageStartingWith("HOLDFAST_TOKEN: holds no token")
          .hasMessageNotContaining("sesame");
    }
    assertThatThrownBy(() -> Token.of(file, OTHER))
        .isInstanceOf(OperatorMistake.class)
        .hasMessageStartingWith(file + ": holds no token")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void aFileThatIsNotThereOrForEverybodyIsAMistake() throws IOException {
    permit("rw-r--r--");
    assertThatThrownBy(() -> Token.of(file, null))
        .isInstanceOf(OperatorMistake.class)
        .hasMessageStartingWith(file + ": everybody on this machine may read or change it");
    Files.delete(file);
    assertThatThrownBy(() -> Token.of(file, null))
        .isInstanceOf(OperatorMistake.class)
        .hasMessage(file + ": no such file");
  }
}

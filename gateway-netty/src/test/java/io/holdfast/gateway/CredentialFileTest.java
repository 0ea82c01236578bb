package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Role;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a credentials file may say, and every mistake that can be made in one. */
final class CredentialFileTest {
  /** SHA-256 of no characters at all, and of "abc". */
  private static final String HASH_A =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String HASH_B =
      "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";

  private Path file;

  @BeforeEach
  void place(@TestDir final Path dir) {
    file = dir.resolve("credentials");
  }

  private List<Credential> read(final String text) throws IOException {
    Files.writeString(file, text.replace("HASH_A", HASH_A).replace("HASH_B", HASH_B));
    permit("rw-r-----");
    return CredentialFile.read(file);
  }

  private void permit(final String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void linesAreCredentials() throws IOException {
    final List<Credential> credentials =
        read(
            """
            # who may come in

            storefront  checkout.1\tHASH_A max-rate=5000 max-connections=8
              Operator ann HASH_B
            """);
    assertThat(credentials).hasSize(2);
    assertThat(credentials.get(0).line())
        .isEqualTo("storefront checkout.1 " + HASH_A + " max-connections=8 max-rate=5000");
    assertThat(credentials.get(0).maxConnections()).isEqualTo(8);
    assertThat(credentials.get(0).maxRate()).isEqualTo(5_000);
    assertThat(credentials.get(1).role()).isEqualTo(Role.OPERATOR);
    assertThat(credentials.get(1).name()).isEqualTo("ann");
    assertThat(credentials.get(1).hasHash(Credential.sha256("abc"))).isTrue();
    assertThat(credentials.get(1).maxRate()).isEqualTo(Credential.UNLIMITED);
  }

  @Test
  void aCredentialsOwnLineIsReadAsItself() throws IOException {
    final Credential credential =
        Credential.of(Role.OPERATOR, "ann", "a token").withMaxConnections(3).withMaxRate(7);
    assertThat(read(credential.line()).get(0).line()).isEqualTo(credential.line());
  }

  @Test
  void whatEndsUpInLogsHasNoHash() throws IOException {
    assertThat(read("operator ann HASH_A").toString()).isEqualTo("[OPERATOR ann]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "'' => : there is no credential in it; make one with 'holdfast credential new'",
        "# nobody => : there is no credential in it; make one with 'holdfast credential new'",
        "operator ann => :1: a line is ROLE NAME SHA256 [max-connections=N] [max-rate=N]",
        "root ann HASH_A => :1: there is no role 'root'; roles are ",
        "null_val ann HASH_A => :1: there is no role 'null_val'; roles are ",
        "operator a/b HASH_A => :1: 'a/b' is no name: at most 64 letters, digits",
        "operator ann sesame => :1: the third word is no SHA-256 of 64 hexadecimal digits; a token"
            + " itself does not belong here",
        "operator ann HASH_A0 => :1: the third word is no SHA-256",
        "operator ann HASH_A fast => :1: 'fast' is neither max-connections=N nor max-rate=N",
        "operator ann HASH_A fast slow => :1: 'fast' is neither max-connections=N nor max-rate=N",
        "operator ann HASH_A rate=1 => :1: 'rate=1' is neither max-connections=N nor max-rate=N",
        "operator ann HASH_A max-rate=0 => :1: max-rate must be a whole number from 1 to 10000000",
        "operator ann HASH_A max-rate=x => :1: max-rate must be a whole number from 1 to 10000000",
        "operator ann HASH_A max-rate=10000001 => :1: max-rate must be a whole number from 1 to"
            + " 10000000",
        "operator ann HASH_A max-connections=-1 => :1: max-connections must be a whole number from"
            + " 1 to 1000000",
        "operator ann HASH_A max-rate=1 max-rate=2 => :1: max-rate was set before",
        "operator ann HASH_A|storefront ann HASH_B => :2: the name 'ann' was used before",
        "operator ann HASH_A|#|storefront bob HASH_A => :3: has the same token as 'ann'"
      })
  void mistakesAreNamedWithTheirLine(final String text, final String message) {
    assertThatThrownBy(() -> read(text.replace('|', '\n')))
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith(file + message)
        .hasMessageNotContaining("sesame");
  }

  @Test
  void bytesThatAreNoTextAreAMistake() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, 10});
    permit("rw-------");
    assertThatThrownBy(() -> CredentialFile.read(file)).hasMessage(file + ": is not UTF-8 text");
  }

  @Test
  void aFileThatIsNotThereIsAMistake() {
    assertThatThrownBy(() -> CredentialFile.read(file)).hasMessage(file + ": no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw----r--", "rw-----w-", "rw-rw-rw-"})
  void aFileThatEverybodyMayReadOrChangeIsRefused(final String permissions) throws IOException {
    read("operator ann HASH_A");
    permit(permissions);
    assertThatThrownBy(() -> CredentialFile.read(file))
        .hasMessage(file + ": everybody on this machine may read or change it; chmod o= " + file);
  }
}

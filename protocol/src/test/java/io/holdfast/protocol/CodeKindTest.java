package io.holdfast.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Code;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of a code tells its kind, and there is a kind for every code. */
final class CodeKindTest {
  @ParameterizedTest
  @EnumSource(value = Code.class, mode = EnumSource.Mode.EXCLUDE, names = "NULL_VAL")
  void everyCodeOfTheSchemaIsInExactlyOneRange(final Code code) {
    final List<CodeKind> kinds =
        Arrays.stream(CodeKind.values())
            .filter(kind -> kind.firstNumber() <= code.value() && code.value() <= kind.lastNumber())
            .toList();
    assertThat(kinds).containsExactly(CodeKind.of(code.value()));
  }

  @Test
  void rangesIncludeTheirEnds() {
    for (final CodeKind kind : CodeKind.values()) {
      assertThat(CodeKind.of(kind.firstNumber())).isEqualTo(kind);
      assertThat(CodeKind.of(kind.lastNumber())).isEqualTo(kind);
    }
  }

  @Test
  void onlyAcceptedIsAccepted() {
    assertThat(CodeKind.of(Code.ACCEPTED.value())).isEqualTo(CodeKind.ACCEPTED);
    assertThat(CodeKind.ACCEPTED.firstNumber()).isEqualTo(CodeKind.ACCEPTED.lastNumber());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 1, 999, 4_000, 0xFFFF, Integer.MAX_VALUE})
  void refusesANumberThatIsInNoRange(final int number) {
    assertThatThrownBy(() -> CodeKind.of(number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(number));
  }
}

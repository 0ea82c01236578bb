package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import java.util.function.Consumer;

/**
 * A command that everything is wrong with, put right one thing after the other: the codes come in
 * the order in which the specification lists its checks.
 */
final class Precedence<T extends Commands.Spec<T>> {
  private final Shop shop;
  private T command;

  Precedence(final Shop shop, final T everythingWrong) {
    this.shop = shop;
    this.command = everythingWrong;
  }

  Precedence<T> gives(final Code code) {
    return gives(Expect.code(code));
  }

  Precedence<T> gives(final Expect expected) {
    assertThat(shop.run(command)).isEqualTo(expected.verdict());
    return this;
  }

  Precedence<T> then(final Consumer<? super T> putRight) {
    command = command.with(putRight);
    return this;
  }

  /** Something outside of the command is put right. */
  Precedence<T> after(final Runnable change) {
    change.run();
    return this;
  }
}

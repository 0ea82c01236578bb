package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.Versions;
import io.holdfast.protocol.codec.HeartbeatEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that are one command, and records that are not. */
final class CommandReaderTest {
  private final CommandReader reader = new CommandReader();

  static List<Commands.Spec<?>> everyCommand() {
    return List.of(
        new Commands.Reserve(),
        new Commands.ReserveBasket()
            .with(
                c ->
                    c.lines =
                        List.of(
                            new Commands.BasketLine(new Id(2, 1), 1, 1),
                            new Commands.BasketLine(new Id(2, 2), 2, 2))),
        new Commands.BeginPayment(),
        new Commands.BeginPaymentBasket(),
        new Commands.Extend(),
        new Commands.JoinQueue(),
        new Commands.LeaveQueue(),
        new Commands.PauseSale(),
        new Commands.UpdateSale(),
        new Commands.OperatorRelease(),
        new Commands.OperatorCancel(),
        new NodeCommands.Outage(),
        new Commands.Confirm(),
        new Commands.ConfirmBasket(),
        new Commands.Release(),
        new Commands.ReleaseBasket(),
        new Commands.Cancel(),
        new Commands.CreateSale(),
        new Commands.OpenSale(),
        new Commands.CloseSale(),
        new Commands.AdjustStock(),
        new NodeCommands.Tick(),
        new NodeCommands.EpochStart());
  }

  private Command read(final byte[] bytes) {
    return reader.read(new UnsafeBuffer(bytes), 0, bytes.length);
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void isReadWhereverItLies(final Commands.Spec<?> spec) {
    final byte[] bytes = spec.bytes();
    final UnsafeBuffer journal = new UnsafeBuffer(new byte[bytes.length + 20]);
    journal.putBytes(12, bytes);
    assertThat(reader.read(journal, 12, bytes.length)).isEqualTo(read(bytes));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void isUnreadableWhenAnyByteIsMissingOrTooMany(final Commands.Spec<?> spec) {
    final byte[] bytes = Arrays.copyOf(spec.bytes(), spec.bytes().length + 1);
    final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    for (int length = 0; length <= bytes.length; length++) {
      final int tried = length;
      if (length != bytes.length - 1) {
        assertThatThrownBy(() -> reader.read(buffer, 0, tried))
            .as("%d bytes", tried)
            .isInstanceOf(UnreadableCommandException.class);
      }
    }
  }

  @Test
  void optionalFieldsAreEmptyWhenNull() {
    assertThat(read(new Commands.Confirm().bytes()))
        .isEqualTo(new Command.Confirm(new Id(1, 1), OptionalInt.empty()));
    assertThat(read(new Commands.Confirm().with(c -> c.quantity = 0).bytes()))
        .isEqualTo(new Command.Confirm(new Id(1, 1), OptionalInt.of(0)));
    final Command.CreateSale create =
        (Command.CreateSale) read(new Commands.CreateSale().with(c -> c.opensAtMs = 0).bytes());
    assertThat(create.policy().opensAtMs()).isEqualTo(OptionalLong.of(0));
    assertThat(create.policy().closesAtMs()).isEmpty();
  }

  /** Each field of an UpdateSale is read from its own place. */
  @Test
  void everyFieldOfAChangeIsRead() {
    final Command.UpdateSale none = (Command.UpdateSale) read(new Commands.UpdateSale().bytes());
    final Command.UpdateSale all =
        (Command.UpdateSale)
            read(
                new Commands.UpdateSale()
                    .with(
                        c -> {
                          c.opensAtMs = 1;
                          c.closesAtMs = 2;
                          c.graceUntilMs = 3;
                          c.holdMs = 4;
                          c.paymentMs = 5;
                          c.maxHoldMs = 6;
                          c.retentionMs = 7;
                          c.buyerLimit = 8;
                          c.buyerLineLimit = 9;
                          c.groupLimit = 10;
                          c.groupLineLimit = 11;
                          c.admissionPerSecond = 12;
                          c.maxActive = 13;
                          c.finishMs = 14;
                          c.admitPermille = 15;
                          c.returnPermille = 16;
                          c.unitsPerBuyer = 17;
                        })
                    .bytes());
    assertThat(none.change().toString()).doesNotContain("Long[", "Int[");
    assertThat(all.change().toString().replaceAll("[^0-9]+", " ").strip())
        .isEqualTo("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17");
  }

  @Test
  void groupThatReachesBeyondTheRecordIsUnreadable() {
    final byte[] bytes = new Commands.ReserveBasket().bytes();
    new UnsafeBuffer(bytes).putShort(bytes.length - 2, (short) 0xFFFF, ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(UnreadableCommandException.class)
        .hasMessageContaining("the basket's lines");
  }

  @Test
  void groupWithTooShortEntriesIsUnreadable() {
    final byte[] bytes = new Commands.ReserveBasket().bytes();
    new UnsafeBuffer(bytes).putShort(bytes.length - 4, (short) 1, ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("entries of 1 bytes");
  }

  @Test
  void textThatReachesBeyondTheRecordIsUnreadable() {
    final byte[] bytes = new Commands.OpenSale().with(c -> c.reason = "").bytes();
    new UnsafeBuffer(bytes).putShort(bytes.length - 2, (short) 1, ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("the reason");
  }

  @Test
  void blockThatIsShorterThanWeKnowItIsUnreadable() {
    final byte[] bytes = new Commands.Release().bytes();
    new UnsafeBuffer(bytes).putShort(0, (short) 8, ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("block of 8 bytes");
  }

  @Test
  void whatOnlyNewerProgramsKnowIsUnreadable() {
    final byte[] bytes = new Commands.Release().bytes();
    new MessageHeaderEncoder().wrap(new UnsafeBuffer(bytes), 0).version(Versions.newest() + 1);
    assertThatThrownBy(() -> read(bytes))
        .hasMessageContaining("version " + (Versions.newest() + 1) + " of the schema is newer");
  }

  @Test
  void whatIsNoCommandIsUnreadable() {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16]);
    new HeartbeatEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    assertThatThrownBy(() -> reader.read(buffer, 0, 16))
        .hasMessageContaining("template 4 is not a command");
    new MessageHeaderEncoder().wrap(buffer, 0).schemaId(1);
    assertThatThrownBy(() -> reader.read(buffer, 0, 16)).hasMessageContaining("schema 1");
  }
}

package io.holdfast.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.holdfast.model.random.CommandGenerator;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.BeginPaymentBasketEncoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.ReleaseBasketEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveBasketEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever whole commands come, in whatever order and at whatever times: no exception, no unit
 * lost, and both engines decide the same.
 */
final class EngineFuzzTest {
  private static final int MOST_COMMANDS = 300;
  private static final int SEEDS = 16;
  private static final int SEED_BYTES = 600;
  private static final long START_MS = 1_000_000;
  private static final int HIGHEST_SMALL_STEP = 200;
  private static final int LARGE_STEP_MS = 500;

  private static final List<MessageEncoderFlyweight> KINDS =
      List.of(
          new ReserveEncoder(),
          new ReserveBasketEncoder(),
          new BeginPaymentEncoder(),
          new BeginPaymentBasketEncoder(),
          new ExtendEncoder(),
          new ConfirmEncoder(),
          new ConfirmBasketEncoder(),
          new ReleaseEncoder(),
          new ReleaseBasketEncoder(),
          new CancelEncoder(),
          new JoinQueueEncoder(),
          new LeaveQueueEncoder(),
          new CreateSaleEncoder(),
          new OpenSaleEncoder(),
          new PauseSaleEncoder(),
          new CloseSaleEncoder(),
          new UpdateSaleEncoder(),
          new AdjustStockEncoder(),
          new OperatorReleaseEncoder(),
          new OperatorCancelEncoder());

  private EnginePair pair;
  private long timeMs;

  /** Commands drawn by lot, with small numbers in their fields. */
  static Stream<byte[]> seeds() {
    return IntStream.range(0, SEEDS)
        .mapToObj(
            seed -> {
              final SplittableRandom random = new SplittableRandom(seed);
              final byte[] input = new byte[SEED_BYTES];
              for (int i = 0; i < input.length; i++) {
                input[i] = (byte) random.nextInt(random.nextInt(8) == 0 ? 256 : 4);
              }
              return input;
            });
  }

  @MethodSource("seeds")
  @FuzzTest
  void bothEnginesAgree(final byte[] input) {
    final FuzzedCommands commands = new FuzzedCommands(input);
    pair = new EnginePair();
    timeMs = START_MS;
    openShop(commands.nextByte());
    for (int i = 0; i < MOST_COMMANDS && commands.hasNext(); i++) {
      final int step = commands.nextByte();
      timeMs += step < HIGHEST_SMALL_STEP ? step & 1 : (long) step * LARGE_STEP_MS;
      final MessageEncoderFlyweight kind = KINDS.get(commands.nextByte() % KINDS.size());
      execute(commands.message(kind, timeMs));
    }
    pair.compareState();
  }

  /** A sale with limits, and one with a waiting room; a choice of how much a step may change. */
  private void openShop(final int choice) {
    execute(
        new NodeCommands.EpochStart()
            .with(start -> start.maxChangesPerStep = 1 + (choice & 3) * 40)
            .bytes());
    execute(
        new Commands.CreateSale()
            .with(
                sale -> {
                  sale.buyerLimit = choice >> 2 & 7;
                  sale.groupLineLimit = choice >> 5;
                })
            .bytes());
    execute(
        new Commands.CreateSale()
            .with(
                sale -> {
                  sale.id = new Id(3, 2);
                  sale.sale = 2;
                  sale.gated = 1;
                  sale.seed = 7;
                  sale.admissionPerSecond = 2;
                  sale.maxActive = 3;
                  sale.finishMs = 2_000;
                  sale.admitPermille = 1_000;
                  sale.unitsPerBuyer = 1;
                })
            .bytes());
    for (int sale = 1; sale <= 2; sale++) {
      stock(sale, 1, 3);
      stock(sale, 2, 5);
      final int opened = sale;
      execute(
          new Commands.OpenSale()
              .with(
                  open -> {
                    open.id = new Id(4, opened);
                    open.sale = opened;
                  })
              .bytes());
    }
  }

  private void stock(final int sale, final int item, final int units) {
    execute(
        new Commands.AdjustStock()
            .with(
                stock -> {
                  stock.id = new Id(6, 10L * sale + item);
                  stock.sale = sale;
                  stock.item = item;
                  stock.delta = units;
                })
            .bytes());
  }

  private void execute(final byte[] command) {
    pair.next(
        new EnginePair.Step(new CommandGenerator.Generated(timeMs, 0, false, command), false));
  }
}

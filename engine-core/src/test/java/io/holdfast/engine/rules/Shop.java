package io.holdfast.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Ceilings;
import io.holdfast.engine.EngineEvent;
import io.holdfast.engine.TestEngine;
import io.holdfast.engine.TestOperatorCommands;
import io.holdfast.engine.TestPolicy;
import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An engine with sale 1 and its items 1 and 2, as a test sets it up. Everything due is settled
 * before a command unless the test says otherwise; a command that is refused or repeated must then
 * leave the state as it was.
 */
final class Shop {
  static final long SALE = 1;
  static final long ITEM = 1;
  static final long OTHER_ITEM = 2;
  static final long HOLD_MS = 10_000;
  static final long PAYMENT_MS = 20_000;
  static final long MAX_HOLD_MS = 60_000;
  static final long RETENTION_MS = 1_000_000;
  static final long FINISH_MS = 5_000;

  /** Operator commands of the set-up have ids from here on; those of tests are lower. */
  private static final long FIRST_SETUP_ID = 1_000_000;

  final TestEngine test;
  private final List<String> events = new ArrayList<>();
  private long setupIds = FIRST_SETUP_ID;

  /** An engine without a sale. */
  Shop(final Ceilings ceilings) {
    test = new TestEngine(ceilings.config(), this::onEvent);
  }

  /** Sale 1 is open, with so many units of each of its two items. */
  static Shop open(final long units) {
    return open(units, policy -> {});
  }

  /** The same under other rules. */
  static Shop open(final long units, final Consumer<TestPolicy> change) {
    return open(new Ceilings(), units, change);
  }

  static Shop open(final Ceilings ceilings, final long units, final Consumer<TestPolicy> change) {
    final Shop shop = scheduled(ceilings, units, change);
    shop.resume();
    return shop;
  }

  /** Sale 1 is SCHEDULED. */
  static Shop scheduled(
      final Ceilings ceilings, final long units, final Consumer<TestPolicy> change) {
    final Shop shop = new Shop(ceilings);
    shop.accept(Commands.createSale(shop.nextSetupId(), SALE, policy(change)));
    shop.restock(ITEM, units);
    shop.restock(OTHER_ITEM, units);
    return shop;
  }

  /** The rules of sale 1, with a change. */
  static TestPolicy policy(final Consumer<TestPolicy> change) {
    final TestPolicy policy = new TestPolicy();
    policy.holdMs = HOLD_MS;
    policy.paymentMs = PAYMENT_MS;
    policy.maxHoldMs = MAX_HOLD_MS;
    policy.retentionMs = RETENTION_MS;
    change.accept(policy);
    return policy;
  }

  /** Gives a sale a waiting room that admits so many buyers per second. */
  static Consumer<TestPolicy> gated(final int admissionPerSecond) {
    return policy -> {
      policy.gated = 1;
      policy.admissionPerSecond = admissionPerSecond;
      policy.finishMs = FINISH_MS;
    };
  }

  private void onEvent(final EngineEvent event) {
    events.add(event.kind() + " " + event.reservationLo() + " x" + event.units());
  }

  /** What happened since this was asked last: kind, reservation, units. */
  List<String> events() {
    final List<String> all = List.copyOf(events);
    events.clear();
    return all;
  }

  long nextSetupId() {
    return setupIds++;
  }

  /** Opens sale 1, or resumes it. */
  void resume() {
    accept(Commands.openSale(nextSetupId(), SALE));
  }

  /** Pauses sale 1 without a grace. */
  void pause() {
    accept(Commands.pauseSale(nextSetupId(), SALE, Commands.ANY));
  }

  void close() {
    accept(Commands.closeSale(nextSetupId(), SALE));
  }

  /** Puts units into a line of sale 1, which is created where it is missing. */
  void restock(final long item, final long units) {
    final int flags = TestOperatorCommands.CREATE_LINE;
    accept(Commands.adjust(nextSetupId(), SALE, item, units, Commands.ANY, flags));
  }

  /** Uses up the operator commands that the node may keep, by putting single units in. */
  void fillCommandIds(final long item) {
    settle();
    final int room = test.engine.config().maxCommandIds();
    for (int i = 0; i < room; i++) {
      final Command unit = Commands.adjust(nextSetupId(), SALE, item, 1);
      if (test.execute(unit.write(test.commands)).code() == Code.CEILING_COMMAND_IDS) {
        return;
      }
    }
    throw new AssertionError("room for more than " + room + " operator commands");
  }

  /** Creates and closes a sale that is forgotten as soon as time passes. */
  void createForgettable(final long sale) {
    final TestPolicy policy = policy(change -> change.retentionMs = 1L);
    accept(Commands.createSale(nextSetupId(), sale, policy));
    accept(Commands.closeSale(nextSetupId(), sale));
  }

  void update(final Consumer<TestPolicy> change) {
    accept(Commands.updateSale(nextSetupId(), SALE, change));
  }

  /** Time passes, and what is due then happens. */
  void pass(final long durationMs) {
    test.passMs(durationMs);
    settle();
  }

  /** Time passes until then, and what is due happens. */
  void passUntil(final long timeMs) {
    pass(timeMs - test.timeMs());
  }

  /** Ticks until nothing is due. */
  void settle() {
    while (test.engine.nextDueMs() <= test.timeMs()) {
      test.tick();
    }
  }

  long now() {
    return test.timeMs();
  }

  /** The command must be accepted, and be new. */
  Answer accept(final Command command) {
    return expect(Code.ACCEPTED, command).repeated(false);
  }

  /** The command must get this code, and change nothing where it is refused or repeated. */
  Answer expect(final Code code, final Command command) {
    settle();
    final long before = test.engine.stateHash();
    final Verdict verdict = test.execute(command.write(test.commands));
    assertThat(verdict.code()).isEqualTo(code);
    if ((code != Code.ACCEPTED || verdict.repeated()) && !mayBecomeRefund(verdict)) {
      assertThat(test.engine.stateHash()).as("nothing changes").isEqualTo(before);
    }
    return new Answer(verdict);
  }

  /** The one refusal that is remembered with the reservation. */
  private boolean mayBecomeRefund(final Verdict verdict) {
    final int template = test.commands.templateId();
    return verdict.code() == Code.REFUND_DUE
        && !verdict.repeated()
        && (template == ConfirmDecoder.TEMPLATE_ID || template == ConfirmBasketDecoder.TEMPLATE_ID);
  }

  /** Executes the command without a Tick; what it settles itself may change. */
  Answer expectInHurry(final Code code, final Command command) {
    final Verdict verdict = test.execute(command.write(test.commands));
    assertThat(verdict.code()).isEqualTo(code);
    return new Answer(verdict);
  }

  void assertState(final long reservation, final ReservationState state) {
    assertThat(test.state(reservation)).as("reservation %d", reservation).isEqualTo(state);
  }

  void assertTicket(final long buyer, final TicketState state) {
    assertThat(test.ticket(SALE, buyer)).as("ticket of %d", buyer).isEqualTo(state);
  }

  /** The quantities of a line of sale 1. */
  void assertLine(final long item, final long available, final long held, final long sold) {
    assertThat(test.available(SALE, item)).as("available").isEqualTo(available);
    assertThat(test.held(SALE, item)).as("held").isEqualTo(held);
    assertThat(test.sold(SALE, item)).as("sold").isEqualTo(sold);
  }
}

package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.ANY;
import static io.holdfast.engine.rules.Commands.adjust;
import static io.holdfast.engine.rules.Commands.closeSale;
import static io.holdfast.engine.rules.Commands.createSale;
import static io.holdfast.engine.rules.Commands.openSale;
import static io.holdfast.engine.rules.Commands.pauseSale;
import static io.holdfast.engine.rules.Commands.updateSale;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;
import static io.holdfast.engine.rules.Shop.SALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Ceilings;
import io.holdfast.engine.TestPolicy;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Commands of operators with everything wrong at once. Row by row the first check that fails gives
 * the code, and what it found is mended before the next row. The node may keep no more ids in any
 * of them, until sale 8 is forgotten a millisecond later.
 */
final class OperatorPrecedenceTest {
  private static final long YEAR_MS = 366L * 24 * 60 * 60 * 1_000;
  private static final long MISSING = 99;

  /** Sales of the set-up: 1 is open, the others are what their names say. */
  private static final long SCHEDULED = 2;

  private static final long PAUSED = 3;
  private static final long CLOSED = 4;
  private static final long GATED = 5;
  private static final long FORGETTABLE = 8;

  private static final int MAX_SALES = 6;
  private static final int MAX_COMMAND_IDS = 40;

  private final Shop shop = Shop.open(ceilings(), 9, policy -> {});
  private long ids;

  private static Ceilings ceilings() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxSales = MAX_SALES;
    ceilings.maxLines = 3;
    ceilings.maxLineUnits = 100;
    ceilings.maxCommandIds = MAX_COMMAND_IDS;
    return ceilings;
  }

  @BeforeEach
  void fillTheNode() {
    shop.accept(createSale(shop.nextSetupId(), SCHEDULED, Shop.policy(policy -> {})));
    shop.accept(createSale(shop.nextSetupId(), PAUSED, Shop.policy(policy -> {})));
    shop.accept(openSale(shop.nextSetupId(), PAUSED));
    shop.accept(pauseSale(shop.nextSetupId(), PAUSED, ANY));
    shop.accept(createSale(shop.nextSetupId(), CLOSED, Shop.policy(policy -> {})));
    shop.accept(closeSale(shop.nextSetupId(), CLOSED));
    shop.accept(createSale(shop.nextSetupId(), GATED, Shop.policy(Shop.gated(1))));
    shop.createForgettable(FORGETTABLE);
    shop.fillCommandIds(OTHER_ITEM);
  }

  private interface WithId {
    Command id(long id);
  }

  /** Final codes bind their ids, so each try has a new one. */
  private Answer tried(final Code code, final WithId command) {
    return shop.expect(code, command.id(++ids)).repeated(false).granted(0);
  }

  /** The id is what is looked at first, and the number of the new sale with it. */
  private void assertIdComesFirst(final WithId wrong) {
    shop.expect(Code.INVALID_ID, wrong.id(0)).nothingElse();
  }

  @Test
  void ofCreateSale() {
    assertIdComesFirst(id -> createSale(id, MISSING, allWrong()));
    tried(Code.INVALID_ID, id -> createSale(id, 0, allWrong())).nothingElse();
    assertSchedule(SALE);
    assertTimes(SALE);
    final TestPolicy limits = wrongFrom(3);
    for (final Consumer<TestPolicy> change : negativeLimits()) {
      final TestPolicy one = wrongFrom(4);
      change.accept(one);
      tried(Code.INVALID_LIMIT, id -> createSale(id, SALE, one)).nothingElse();
    }
    tried(Code.INVALID_LIMIT, id -> createSale(id, SALE, limits)).nothingElse();
    assertAdmission(SALE);
    final TestPolicy right = wrongFrom(5);
    tried(Code.SALE_EXISTS, id -> createSale(id, SALE, right)).nothingElse();
    tried(Code.CEILING_SALES, id -> createSale(id, MISSING, right)).nothingElse();
    shop.pass(1);
    shop.fillCommandIds(OTHER_ITEM);
    tried(Code.CEILING_COMMAND_IDS, id -> createSale(id, MISSING, right)).nothingElse();
  }

  @Test
  void ofCreateSaleWhenAllIsRight() {
    shop.pass(1);
    tried(Code.ACCEPTED, id -> createSale(id, MISSING, wrongFrom(5))).nothingElse();
    assertThat(shop.test.saleState(MISSING)).isEqualTo(SaleState.SCHEDULED);
  }

  /** Every group of fields wrong, up to the seed. */
  private static TestPolicy allWrong() {
    return wrongFrom(1);
  }

  /** 1: schedule, 2: times, 3: limits, 4: admission. From this one on all are wrong. */
  private static TestPolicy wrongFrom(final int first) {
    return Shop.policy(
        policy -> {
          if (first <= 1) {
            policy.closesAtMs = -1L;
          }
          if (first <= 2) {
            policy.holdMs = 0L;
          }
          if (first <= 3) {
            policy.groupLimit = -1;
          }
          if (first <= 4) {
            policy.gated = 2;
          }
        });
  }

  private void assertSchedule(final long sale) {
    final long now = shop.now();
    final List<Consumer<TestPolicy>> wrong =
        List.of(
            policy -> policy.opensAtMs = -1L,
            policy -> policy.closesAtMs = -1L,
            policy -> policy.graceUntilMs = -1L,
            policy -> policy.closesAtMs = now,
            policy -> policy.closesAtMs = 0L,
            policy -> {
              policy.opensAtMs = now + 5;
              policy.closesAtMs = now + 5;
            });
    for (final Consumer<TestPolicy> change : wrong) {
      final TestPolicy policy = wrongFrom(2);
      change.accept(policy);
      tried(Code.INVALID_SCHEDULE, id -> createSale(id, sale, policy)).nothingElse();
    }
  }

  private void assertTimes(final long sale) {
    for (final Consumer<TestPolicy> change : wrongTimes()) {
      final TestPolicy policy = wrongFrom(3);
      change.accept(policy);
      tried(Code.INVALID_HOLD_TIME, id -> createSale(id, sale, policy)).nothingElse();
    }
  }

  private static List<Consumer<TestPolicy>> wrongTimes() {
    return List.of(
        policy -> policy.holdMs = 0L,
        policy -> policy.holdMs = YEAR_MS + 1,
        policy -> policy.paymentMs = 0L,
        policy -> policy.paymentMs = YEAR_MS + 1,
        policy -> policy.maxHoldMs = 0L,
        policy -> policy.maxHoldMs = YEAR_MS + 1,
        policy -> policy.retentionMs = -1L,
        policy -> policy.retentionMs = YEAR_MS + 1);
  }

  private static List<Consumer<TestPolicy>> negativeLimits() {
    return List.of(
        policy -> policy.buyerLimit = -1,
        policy -> policy.buyerLineLimit = -1,
        policy -> policy.groupLimit = -1,
        policy -> policy.groupLineLimit = -1);
  }

  private void assertAdmission(final long sale) {
    tried(Code.INVALID_ADMISSION, id -> createSale(id, sale, wrongFrom(4))).nothingElse();
    for (final Consumer<TestPolicy> change : wrongAdmissions()) {
      final TestPolicy policy = Shop.policy(Shop.gated(1));
      change.accept(policy);
      tried(Code.INVALID_ADMISSION, id -> createSale(id, sale, policy)).nothingElse();
      final TestPolicy ungated = wrongFrom(5);
      change.accept(ungated);
      tried(Code.SALE_EXISTS, id -> createSale(id, sale, ungated)).nothingElse();
    }
    final TestPolicy noSeed = Shop.policy(Shop.gated(1));
    noSeed.seed = 0;
    tried(Code.INVALID_ADMISSION, id -> createSale(id, sale, noSeed)).nothingElse();
  }

  private static List<Consumer<TestPolicy>> wrongAdmissions() {
    return List.of(
        policy -> policy.admissionPerSecond = -1,
        policy -> policy.admissionPerSecond = 1_000_001,
        policy -> policy.maxActive = 0,
        policy -> policy.finishMs = 0L,
        policy -> policy.finishMs = YEAR_MS + 1,
        policy -> policy.admitPermille = -1,
        policy -> policy.admitPermille = 1_000_001,
        policy -> policy.returnPermille = -1,
        policy -> policy.returnPermille = 1_001,
        policy -> policy.unitsPerBuyer = 0);
  }

  @Test
  void ofOpenSale() {
    assertIdComesFirst(id -> openSale(id, MISSING));
    tried(Code.UNKNOWN_SALE, id -> openSale(id, MISSING)).nothingElse();
    tried(Code.ALREADY_OPEN, id -> openSale(id, SALE)).nothingElse();
    tried(Code.SALE_CLOSED, id -> openSale(id, CLOSED)).nothingElse();
    tried(Code.CEILING_COMMAND_IDS, id -> openSale(id, PAUSED)).nothingElse();
    shop.pass(1);
    tried(Code.ACCEPTED, id -> openSale(id, PAUSED)).nothingElse();
  }

  @Test
  void ofPauseSale() {
    assertIdComesFirst(id -> pauseSale(id, MISSING, -1));
    tried(Code.INVALID_SCHEDULE, id -> pauseSale(id, MISSING, -1)).nothingElse();
    tried(Code.UNKNOWN_SALE, id -> pauseSale(id, MISSING, 0)).nothingElse();
    tried(Code.NOT_OPEN_YET, id -> pauseSale(id, SCHEDULED, 0)).nothingElse();
    tried(Code.ALREADY_PAUSED, id -> pauseSale(id, PAUSED, 0)).nothingElse();
    tried(Code.SALE_CLOSED, id -> pauseSale(id, CLOSED, 0)).nothingElse();
    tried(Code.CEILING_COMMAND_IDS, id -> pauseSale(id, SALE, 0)).nothingElse();
    shop.pass(1);
    tried(Code.ACCEPTED, id -> pauseSale(id, SALE, 0)).nothingElse();
  }

  @Test
  void ofCloseSale() {
    assertIdComesFirst(id -> closeSale(id, MISSING));
    tried(Code.UNKNOWN_SALE, id -> closeSale(id, MISSING)).nothingElse();
    tried(Code.SALE_CLOSED, id -> closeSale(id, CLOSED)).nothingElse();
    tried(Code.CEILING_COMMAND_IDS, id -> closeSale(id, SALE)).nothingElse();
    shop.pass(1);
    tried(Code.ACCEPTED, id -> closeSale(id, SALE)).nothingElse();
  }

  @Test
  void ofUpdateSale() {
    assertIdComesFirst(id -> updateSale(id, MISSING, updateWrongFrom(1)));
    for (final Consumer<TestPolicy> change : negativeTimes()) {
      final Consumer<TestPolicy> wrong = updateWrongFrom(2).andThen(change);
      tried(Code.INVALID_SCHEDULE, id -> updateSale(id, MISSING, wrong)).nothingElse();
    }
    for (final Consumer<TestPolicy> change : wrongTimes()) {
      final Consumer<TestPolicy> wrong = updateWrongFrom(3).andThen(change);
      tried(Code.INVALID_HOLD_TIME, id -> updateSale(id, MISSING, wrong)).nothingElse();
    }
    for (final Consumer<TestPolicy> change : negativeLimits()) {
      final Consumer<TestPolicy> wrong = updateWrongFrom(4).andThen(change);
      tried(Code.INVALID_LIMIT, id -> updateSale(id, MISSING, wrong)).nothingElse();
    }
    for (final Consumer<TestPolicy> change : wrongAdmissions()) {
      final Consumer<TestPolicy> wrong = updateWrongFrom(5).andThen(change);
      tried(Code.INVALID_ADMISSION, id -> updateSale(id, MISSING, wrong)).nothingElse();
    }
    final Consumer<TestPolicy> valid = updateWrongFrom(5);
    tried(Code.UNKNOWN_SALE, id -> updateSale(id, MISSING, valid)).nothingElse();
    tried(Code.SALE_CLOSED, id -> updateSale(id, CLOSED, valid)).nothingElse();
    tried(Code.ALREADY_OPEN, id -> updateSale(id, SALE, valid)).nothingElse();
    assertUpdateOfWhatWouldBeSet();
    final Consumer<TestPolicy> schedule = valid.andThen(policy -> policy.closesAtMs = null);
    tried(Code.LIMIT_NOT_COUNTED, id -> updateSale(id, SCHEDULED, schedule)).nothingElse();
    final Consumer<TestPolicy> limits = schedule.andThen(policy -> policy.groupLineLimit = 0);
    tried(Code.NOT_GATED, id -> updateSale(id, SCHEDULED, limits)).nothingElse();
    final Consumer<TestPolicy> right = limits.andThen(policy -> policy.maxActive = null);
    tried(Code.CEILING_COMMAND_IDS, id -> updateSale(id, SCHEDULED, right)).nothingElse();
    tried(Code.CEILING_COMMAND_IDS, id -> updateSale(id, GATED, limits)).nothingElse();
    shop.pass(1);
    tried(Code.ACCEPTED, id -> updateSale(id, GATED, limits)).nothingElse();
  }

  /** Given, not 0, and over; or not after what opensAt would then be. */
  private void assertUpdateOfWhatWouldBeSet() {
    final long now = shop.now();
    final Consumer<TestPolicy> valid = updateWrongFrom(5);
    final Consumer<TestPolicy> over = valid.andThen(policy -> policy.closesAtMs = now);
    tried(Code.INVALID_SCHEDULE, id -> updateSale(id, SCHEDULED, over)).nothingElse();
    final Consumer<TestPolicy> crossed =
        valid.andThen(
            policy -> {
              policy.opensAtMs = now + 5;
              policy.closesAtMs = now + 5;
            });
    tried(Code.INVALID_SCHEDULE, id -> updateSale(id, SCHEDULED, crossed)).nothingElse();
    final Consumer<TestPolicy> cleared =
        valid.andThen(
            policy -> {
              policy.opensAtMs = now + 5;
              policy.closesAtMs = 0L;
            });
    tried(Code.LIMIT_NOT_COUNTED, id -> updateSale(id, SCHEDULED, cleared)).nothingElse();
  }

  private static List<Consumer<TestPolicy>> negativeTimes() {
    return List.of(
        policy -> policy.opensAtMs = -1L,
        policy -> policy.closesAtMs = -1L,
        policy -> policy.graceUntilMs = -1L);
  }

  /**
   * 1: schedule, 2: times, 3: limits, 4: admission. From this one on all are wrong in themselves;
   * what only the sale makes wrong (opensAt, closesAt, a limit, a room) is wrong always.
   */
  private Consumer<TestPolicy> updateWrongFrom(final int first) {
    final long now = shop.now();
    return policy -> {
      policy.opensAtMs = now + 5;
      policy.closesAtMs = now + 1;
      policy.groupLineLimit = 3;
      policy.maxActive = 3;
      if (first <= 1) {
        policy.graceUntilMs = -1L;
      }
      if (first <= 2) {
        policy.paymentMs = 0L;
      }
      if (first <= 3) {
        policy.groupLimit = -1;
      }
      if (first <= 4) {
        policy.returnPermille = -1;
      }
    };
  }

  @Test
  void ofAdjustStock() {
    final long most = Long.MAX_VALUE;
    assertIdComesFirst(id -> adjust(id, MISSING, MISSING, 0, 77, 2));
    tried(Code.INVALID_QUANTITY, id -> adjust(id, MISSING, MISSING, 0, 77, 2)).nothingElse();
    tried(Code.NOT_OFFERED, id -> adjust(id, MISSING, MISSING, most, 77, 2)).nothingElse();
    tried(Code.UNKNOWN_SALE, id -> adjust(id, MISSING, MISSING, most, 77, 1)).nothingElse();
    tried(Code.UNKNOWN_LINE, id -> adjust(id, SALE, MISSING, most, 77, 0)).nothingElse();
    tried(Code.UNKNOWN_LINE, id -> adjust(id, SALE, MISSING, -1, 77, 1)).nothingElse();
    shop.pass(1);
    shop.restock(3, 1);
    shop.fillCommandIds(OTHER_ITEM);
    tried(Code.STALE_AVAILABLE, id -> adjust(id, SALE, MISSING, most, 77, 1)).nothingElse();
    tried(Code.CEILING_LINES, id -> adjust(id, SALE, MISSING, most, ANY, 1)).nothingElse();
    tried(Code.CEILING_LINES, id -> adjust(id, SALE, MISSING, most, 0, 1)).nothingElse();
    tried(Code.STALE_AVAILABLE, id -> adjust(id, SALE, ITEM, -10, 77, 0)).available(9);
    tried(Code.INSUFFICIENT_AVAILABLE, id -> adjust(id, SALE, ITEM, -10, 9, 0)).available(9);
    tried(Code.INSUFFICIENT_AVAILABLE, id -> adjust(id, SALE, ITEM, Long.MIN_VALUE, 9, 0))
        .available(9);
    tried(Code.CEILING_UNITS, id -> adjust(id, SALE, ITEM, most, 9, 0)).available(9);
    tried(Code.CEILING_UNITS, id -> adjust(id, SALE, ITEM, 92, 9, 0)).available(9);
    tried(Code.CEILING_COMMAND_IDS, id -> adjust(id, SALE, ITEM, 91, 9, 0)).available(9);
  }

  /** Units taken out make room for as many to be put in. */
  @Test
  void ofAdjustStockWhenAllIsRight() {
    shop.pass(1);
    tried(Code.ACCEPTED, id -> adjust(id, SALE, ITEM, 91, 9, 0)).available(100);
    tried(Code.CEILING_UNITS, id -> adjust(id, SALE, ITEM, 1)).available(100);
    tried(Code.ACCEPTED, id -> adjust(id, SALE, ITEM, -100)).available(0);
  }
}

package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client is always told: that the node stops, that the disk is full, that nobody heard it. */
final class RefusalTest {
  private final TestNode node = TestNode.start(1_024, 128);
  private RawClient client;
  private Frames frames;

  @BeforeEach
  void connect() {
    client = node.connect();
    frames = client.frames;
    client.hello(64);
  }

  @AfterEach
  void close() {
    client.close();
    node.close();
  }

  @Test
  void aNodeThatStopsTakesNothingNew() {
    node.gateway.refuse(Code.SHUTTING_DOWN);
    client.send(frames.reserve(1), frames.queryReservation(2, 1));
    client.assertVerdict(1, Code.SHUTTING_DOWN);
    client.assertVerdict(2, Code.SHUTTING_DOWN);
    assertThat(node.ingress.claimedSlots()).isZero();
  }

  @Test
  void aNodeThatStopsLetsNobodyIn() {
    node.gateway.refuse(Code.SHUTTING_DOWN);
    try (RawClient late = node.connect()) {
      late.send(late.frames.hello(Role.STOREFRONT, 64));
      late.assertGoodbye(Code.SHUTTING_DOWN);
    }
  }

  @Test
  void whatWasTakenBeforeIsAnsweredAndWhatWaitedIsRefused() {
    node.journal.close();
    for (int id = 1; id <= 100; id++) {
      client.send(frames.reserve(id));
    }
    node.awaitClaimed(64);
    node.gateway.refuse(Code.SHUTTING_DOWN);
    node.journal.open();
    final List<Long> accepted = new ArrayList<>();
    final List<Long> refused = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      // An answer "not taken" may overtake the others.
      final VerdictDecoder verdict = client.verdict();
      if (verdict.code() == Code.ACCEPTED) {
        accepted.add(verdict.correlationId());
      } else {
        assertThat(verdict.code()).isEqualTo(Code.SHUTTING_DOWN);
        refused.add(verdict.correlationId());
      }
    }
    assertThat(accepted).isEqualTo(LongStream.rangeClosed(1, 64).boxed().toList());
    assertThat(refused).isEqualTo(LongStream.rangeClosed(65, 100).boxed().toList());
  }

  @Test
  void aFullDiskRefusesRequestsButKeepsTheConnection() {
    node.gateway.refuse(Code.JOURNAL_FULL);
    client.send(frames.reserve(1), frames.heartbeat(2));
    client.assertVerdict(1, Code.JOURNAL_FULL);
    assertThat(client.heartbeat().correlationId()).isEqualTo(2);
    try (RawClient next = node.connect()) {
      assertThat(next.hello(64)).isEqualTo(64);
    }
    node.gateway.takeAgain();
    client.send(frames.reserve(1));
    client.assertVerdict(1, Code.ACCEPTED);
  }

  @Test
  void withoutDemandWhatWasBegunGoesOn() {
    client.send(frames.reserve(1));
    client.assertVerdict(1, Code.ACCEPTED);
    node.gateway.refuseDemand(Code.JOURNAL_FULL);
    client.send(
        frames.reserve(2),
        frames.basket(3, 2),
        frames.joinQueue(4, 1, 7),
        frames.confirm(1),
        frames.queryReservation(6, 1));
    assertThat(codes(5))
        .containsExactlyInAnyOrder(
            "2 JOURNAL_FULL", "3 JOURNAL_FULL", "4 JOURNAL_FULL", "1 ACCEPTED", "6 CONFIRMED");
    node.gateway.takeAgain();
    client.send(frames.reserve(7));
    client.assertVerdict(7, Code.ACCEPTED);
  }

  @Test
  void withoutDemandOperatorsGoOn() {
    node.gateway.refuseDemand(Code.JOURNAL_FULL);
    try (RawClient operator = node.connect()) {
      operator.hello(Role.OPERATOR, 64);
      operator.send(operator.frames.stock(1, 2, 5));
      assertThat(operator.verdict().code()).isEqualTo(Code.ACCEPTED);
    }
  }

  @Test
  void withoutCommandsQueriesAreAnswered() {
    client.send(frames.reserve(1));
    client.assertVerdict(1, Code.ACCEPTED);
    node.gateway.refuseCommands(Code.JOURNAL_FULL);
    client.send(frames.confirm(1), frames.reserve(2), frames.queryReservation(3, 1));
    assertThat(codes(3)).containsExactlyInAnyOrder("1 JOURNAL_FULL", "2 JOURNAL_FULL", "3 HELD");
  }

  /** Answers "not taken" may overtake the others. */
  private List<String> codes(final int answers) {
    final List<String> codes = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      codes.add(client.codeOrState());
    }
    return codes;
  }

  @Test
  void closingSaysGoodbyeAfterTheLastAnswer() {
    client.send(frames.reserve(1));
    node.awaitClaimed(1);
    node.close();
    client.assertVerdict(1, Code.ACCEPTED);
    client.assertGoodbye(Code.SHUTTING_DOWN);
  }

  @Test
  void aClientThatIsNotHeardIsSentAway() {
    final TestNode impatient = new TestNode(1_024, 128, 50).listen();
    try (impatient;
        RawClient silent = impatient.connect();
        RawClient shy = impatient.connect()) {
      silent.hello(64);
      silent.assertGoodbye(Code.IDLE_TIMEOUT);
      shy.assertGoodbye(Code.IDLE_TIMEOUT);
    }
  }
}

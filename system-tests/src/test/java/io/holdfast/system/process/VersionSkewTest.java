package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.ReservationInfo;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.protocol.codec.WelcomeDecoder;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Older and newer programs together: clients of this version with a node of the next, clients of
 * the next with a node of this, and journals from one to the other.
 */
@TimeLimit(180)
final class VersionSkewTest {
  private static final long SALE = 7;
  private static final long ITEM = 1001;

  @Test
  void olderClientsAndANewerNode(@TestDir final Path dir) throws Exception {
    final int old = NextVersion.version();
    final Holdfast newer = new Holdfast(dir, NextVersion.ofThisBuild().program());
    try (ServedNode node = ServedNode.start(newer, dir.resolve("data"))) {
      node.openSale(SALE);
      anOlderJavaClientDoesItsWork(node);
      anOlderClientSpeaksItsVersionOnly(node, old);
      aNewerClientMaySpeakBoth(node, old + 1);
      node.stop();
    }
    newer.run("verify", "--data-dir", dir.resolve("data").toString()).expectSuccess();
    newer.run("replay", "--data-dir", dir.resolve("data").toString()).expectSuccess();
    anOlderProgramRefusesANewerJournal(dir, old);
  }

  private static void anOlderJavaClientDoesItsWork(final ServedNode node) {
    try (HoldfastClient client = Buyers.connect(node.address())) {
      final Verdict stocked =
          client.adjustStock(AdjustStockRequest.add(Ids.next(), SALE, ITEM, 100)).join();
      assertThat(stocked.code()).isEqualTo(Code.ACCEPTED);
      final Id order = Ids.next();
      final ReserveRequest request = ReserveRequest.of(order, SALE, ITEM, 42, 2);
      final Verdict held = client.reserve(request).join();
      assertThat(held.code()).isEqualTo(Code.ACCEPTED);
      assertThat(held.granted()).isEqualTo(2);
      assertThat(held.available()).hasValue(98);
      assertThat(client.reserve(request).join().repeated()).isTrue();
      assertThat(client.confirm(order).join().state()).isEqualTo(ReservationState.CONFIRMED);
      final ReservationInfo view = client.reservation(order).join();
      assertThat(view.confirmed()).isEqualTo(2);
      assertThat(client.listLines(SALE).join()).hasSize(1);
      assertThat(client.status().join().sequence()).isPositive();
    }
  }

  private static void anOlderClientSpeaksItsVersionOnly(final ServedNode node, final int version)
      throws IOException {
    try (RawSession client = new RawSession(node.address())) {
      client.hello(version, 0, version);
      assertThat(client.welcome().protocolVersion()).isEqualTo(version);
      client.reserve(version, 0, 1, SALE, ITEM);
      assertVerdict(client, 1, Code.ACCEPTED);
      assertThat(client.header().version()).isEqualTo(version + 1);
      assertThat(client.header().blockLength())
          .isEqualTo(VerdictDecoder.BLOCK_LENGTH + NextVersion.VERDICT_GROWS_BYTES);
      client.reserve(version + 1, NextVersion.RESERVE_GROWS_BYTES, 2, SALE, ITEM);
      assertVerdict(client, 2, Code.UNSUPPORTED_VERSION);
      client.reserve(version, NextVersion.RESERVE_GROWS_BYTES, 3, SALE, ITEM);
      assertVerdict(client, 3, Code.MALFORMED);
      client.reserve(version, 0, 4, SALE, ITEM);
      assertVerdict(client, 4, Code.ACCEPTED);
    }
  }

  private static void aNewerClientMaySpeakBoth(final ServedNode node, final int version)
      throws IOException {
    try (RawSession client = new RawSession(node.address())) {
      client.hello(version, 0, version + 5);
      assertThat(client.welcome().protocolVersion()).isEqualTo(version);
      client.reserve(version, NextVersion.RESERVE_GROWS_BYTES, 11, SALE, ITEM);
      assertVerdict(client, 11, Code.ACCEPTED);
      client.reserve(version - 1, 0, 12, SALE, ITEM);
      assertVerdict(client, 12, Code.ACCEPTED);
      client.reserve(version, 0, 13, SALE, ITEM);
      assertVerdict(client, 13, Code.MALFORMED);
      client.reserve(version + 1, NextVersion.RESERVE_GROWS_BYTES + 8, 14, SALE, ITEM);
      assertVerdict(client, 14, Code.UNSUPPORTED_VERSION);
    }
  }

  private static void anOlderProgramRefusesANewerJournal(final Path dir, final int old)
      throws IOException, InterruptedException {
    final String data = dir.resolve("data").toString();
    final Holdfast.Result replay = new Holdfast(dir).run("replay", "--data-dir", data);
    assertThat(replay.exitCode()).isNotZero();
    assertThat(replay.out() + replay.err())
        .contains(
            "is a command of version " + (old + 1) + " of the schema, this program knows " + old)
        .contains("use a newer program")
        .doesNotContain("\tat ");
    final Holdfast.Result verify = new Holdfast(dir).run("verify", "--data-dir", data);
    assertThat(verify.exitCode()).isNotZero();
    assertThat(verify.out() + verify.err())
        .contains("version " + (old + 1) + " of the schema is newer than " + old)
        .doesNotContain("\tat ");
  }

  @Test
  void aNewerClientAndThisNode(@TestDir final Path dir) throws Exception {
    final int version = NextVersion.version();
    try (ServedNode node = ServedNode.start(new Holdfast(dir), dir.resolve("data"))) {
      node.openSale(SALE);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        client.adjustStock(AdjustStockRequest.add(Ids.next(), SALE, ITEM, 100)).join();
      }
      try (RawSession client = new RawSession(node.address())) {
        client.hello(version + 1, 3, version + 1);
        final WelcomeDecoder welcome = client.welcome();
        assertThat(welcome.protocolVersion()).isEqualTo(version);
        assertThat(welcome.windowSlots()).isEqualTo(64);
        client.reserve(version, 0, 1, SALE, ITEM);
        assertVerdict(client, 1, Code.ACCEPTED);
        assertThat(client.header().version()).isEqualTo(version);
        assertThat(client.header().blockLength()).isEqualTo(VerdictDecoder.BLOCK_LENGTH);
        client.reserve(version + 1, NextVersion.RESERVE_GROWS_BYTES, 2, SALE, ITEM);
        assertVerdict(client, 2, Code.UNSUPPORTED_VERSION);
        client.reserve(version, 0, 3, SALE, ITEM);
        assertVerdict(client, 3, Code.ACCEPTED);
      }
      node.stop();
      aNewerProgramGoesOnWithThisJournal(dir, version + 1);
    }
  }

  /** What was sent in the older version is known, and the same in the newer one is a repeat. */
  private static void aNewerProgramGoesOnWithThisJournal(final Path dir, final int version)
      throws Exception {
    final Holdfast newer = new Holdfast(dir, NextVersion.ofThisBuild().program());
    try (ServedNode node = ServedNode.start(newer, dir.resolve("data"));
        RawSession client = new RawSession(node.address())) {
      client.hello(version, 0, version);
      client.welcome();
      client.reserve(version, NextVersion.RESERVE_GROWS_BYTES, 1, SALE, ITEM);
      final VerdictDecoder verdict = assertVerdict(client, 1, Code.ACCEPTED);
      assertThat(verdict.marks().repeated()).isTrue();
      assertThat(client.header().version()).isEqualTo(version);
      client.reserve(version, NextVersion.RESERVE_GROWS_BYTES, 21, SALE, ITEM);
      assertThat(assertVerdict(client, 21, Code.ACCEPTED).marks().repeated()).isFalse();
      node.stop();
    }
    newer.run("verify", "--data-dir", dir.resolve("data").toString()).expectSuccess();
  }

  private static VerdictDecoder assertVerdict(
      final RawSession client, final long correlationId, final Code code) throws IOException {
    final VerdictDecoder verdict = client.verdict();
    assertThat(verdict.correlationId()).isEqualTo(correlationId);
    assertThat(verdict.code()).isEqualTo(code);
    return verdict;
  }
}

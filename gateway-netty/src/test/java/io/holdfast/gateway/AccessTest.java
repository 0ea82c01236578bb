package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, how often and how fast, and that the others are told why not. */
final class AccessTest {
  private static final String ANN = "annannannannannannannannannannannannannannann";
  private static final String SHOP = "shopshopshopshopshopshopshopshopshopshopshop";
  private static final Credential OPERATOR = Credential.of(Role.OPERATOR, "ann", ANN);
  private static final Credential STOREFRONT = Credential.of(Role.STOREFRONT, "shop", SHOP);
  private static final int NEVER_MS = 600_000;

  /** Stands still unless a test moves it. */
  private final AtomicLong nowNs = new AtomicLong();

  private TestNode node;

  private TestNode start(final Credential... credentials) {
    return start(access(100, Credential.UNLIMITED, NEVER_MS, credentials));
  }

  private TestNode start(final AccessConfig access) {
    node = TestNode.start(access, nowNs::get);
    return node;
  }

  private static AccessConfig access(
      final int maxConnections,
      final int maxRate,
      final int helloMs,
      final Credential... credentials) {
    return new AccessConfig(
        credentials.length == 0 ? null : List.of(credentials),
        null,
        maxConnections,
        maxRate,
        helloMs);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private RawClient connect(final Role role, final String token) {
    final RawClient client = node.connect();
    client.send(client.frames.hello(role, token));
    return client;
  }

  private RawClient welcomed(final Role role, final String token) {
    final RawClient client = connect(role, token);
    client.welcome();
    return client;
  }

  private String refusal(final Role role, final String token) {
    try (RawClient client = connect(role, token)) {
      return client.goodbye(Code.NOT_AUTHENTICATED);
    }
  }

  @Test
  void aTokenOpensTheDoorForItsRole() {
    start(STOREFRONT, OPERATOR);
    try (RawClient shop = welcomed(Role.STOREFRONT, SHOP);
        RawClient ann = welcomed(Role.OPERATOR, ANN)) {
      shop.send(shop.frames.reserve(1));
      shop.assertVerdict(1, Code.ACCEPTED);
      shop.send(shop.frames.createSale(2, 2, "another"));
      shop.assertVerdict(2, Code.NOT_PERMITTED);
      ann.send(ann.frames.createSale(3, 2, "another"));
      ann.assertVerdict(3, Code.ACCEPTED);
    }
  }

  @Test
  void anOperatorsTokenIsGoodForAStorefrontToo() {
    start(OPERATOR);
    try (RawClient client = welcomed(Role.STOREFRONT, ANN)) {
      client.send(client.frames.createSale(1, 2, "another"));
      client.assertVerdict(1, Code.NOT_PERMITTED);
    }
  }

  @Test
  void whoIsRefusedIsNotToldWhatWasWrong() {
    start(STOREFRONT, Credential.of(Role.OPERATOR, "short", "sesame"));
    final String noToken = refusal(Role.STOREFRONT, "");
    assertThat(refusal(Role.STOREFRONT, SHOP + "x")).isEqualTo(noToken);
    assertThat(refusal(Role.STOREFRONT, "shop")).isEqualTo(noToken);
    assertThat(refusal(Role.OPERATOR, SHOP)).as("of another role").isEqualTo(noToken);
    assertThat(refusal(Role.OPERATOR, "sesame")).as("too short to be one").isEqualTo(noToken);
    assertThat(node.ingress.claimedSlots()).isZero();
    assertThat(node.gateway.counts().connections()).isZero();
  }

  @Test
  void aNodeWithoutCredentialsLooksAtNone() {
    start();
    try (RawClient client = welcomed(Role.OPERATOR, "anything")) {
      client.send(client.frames.reserve(1));
      client.assertVerdict(1, Code.ACCEPTED);
    }
  }

  @Test
  void whoseTokenIsWithdrawnMustGo() {
    start(STOREFRONT, OPERATOR);
    try (RawClient shop = welcomed(Role.STOREFRONT, SHOP);
        RawClient ann = welcomed(Role.OPERATOR, ANN)) {
      node.gateway.replaceCredentials(List.of(OPERATOR));
      shop.assertGoodbye(Code.NOT_AUTHENTICATED);
      assertThat(refusal(Role.STOREFRONT, SHOP)).isNotBlank();
      ann.send(ann.frames.reserve(1));
      ann.assertVerdict(1, Code.ACCEPTED);
    }
  }

  @Test
  void whoseRoleIsTakenAwayMustGo() {
    start(OPERATOR);
    try (RawClient operator = welcomed(Role.OPERATOR, ANN);
        RawClient storefront = welcomed(Role.STOREFRONT, ANN)) {
      node.gateway.replaceCredentials(List.of(Credential.of(Role.STOREFRONT, "ann", ANN)));
      operator.assertGoodbye(Code.NOT_AUTHENTICATED);
      storefront.send(storefront.frames.reserve(1));
      storefront.assertVerdict(1, Code.ACCEPTED);
    }
  }

  @Test
  void aCredentialHasSoManyConnectionsAndGetsThemBack() {
    start(STOREFRONT.withMaxConnections(2), OPERATOR);
    final RawClient first = welcomed(Role.STOREFRONT, SHOP);
    try (RawClient second = welcomed(Role.STOREFRONT, SHOP)) {
      try (RawClient third = connect(Role.STOREFRONT, SHOP)) {
        third.assertGoodbye(Code.TOO_MANY_CONNECTIONS);
      }
      welcomed(Role.OPERATOR, ANN).close();
      // Counted over a change of the credentials, too.
      node.gateway.replaceCredentials(List.of(STOREFRONT.withMaxConnections(2)));
      try (RawClient third = connect(Role.STOREFRONT, SHOP)) {
        third.assertGoodbye(Code.TOO_MANY_CONNECTIONS);
      }
      first.close();
      Await.until("the first is gone", () -> node.gateway.counts().connections() == 1);
      welcomed(Role.STOREFRONT, SHOP).close();
      assertThat(second.send(second.frames.reserve(1)).verdict().code()).isEqualTo(Code.ACCEPTED);
    }
  }

  @Test
  void beyondTheNodesCeilingItIsSaidBeforeHello() {
    start(access(2, Credential.UNLIMITED, NEVER_MS));
    final RawClient silent = node.connect();
    try (RawClient first = welcomed(Role.STOREFRONT, "");
        RawClient third = node.connect()) {
      third.assertGoodbye(Code.TOO_MANY_CONNECTIONS);
      first.send(first.frames.reserve(1));
      first.assertVerdict(1, Code.ACCEPTED);
      silent.close();
      Await.until("there is room again", this::isWelcome);
    }
  }

  private boolean isWelcome() {
    try (RawClient client = node.connect()) {
      client.send(client.frames.hello(Role.STOREFRONT, ""));
      return client.isWelcome();
    } catch (final UncheckedIOException reset) {
      // Its Hello came when it was turned away already.
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20})
  void whoDoesNotFinishHelloIsTold(final int bytes) {
    start(access(2, Credential.UNLIMITED, 50));
    try (RawClient client = node.connect()) {
      client.send(Arrays.copyOf(client.frames.hello(Role.STOREFRONT, ""), bytes));
      client.assertGoodbye(Code.HELLO_TIMEOUT);
    }
  }

  @Test
  void whoHasSaidHelloHasTime() {
    start(access(100, Credential.UNLIMITED, 50));
    // The first is welcomed or was too slow; what counts is that it goes on beyond the second's
    // end.
    final RawClient patient = firstWelcomed();
    try (RawClient silent = node.connect()) {
      silent.assertGoodbye(Code.HELLO_TIMEOUT);
      patient.send(patient.frames.reserve(1));
      patient.assertVerdict(1, Code.ACCEPTED);
    } finally {
      patient.close();
    }
  }

  private RawClient firstWelcomed() {
    while (true) {
      final RawClient client = connect(Role.STOREFRONT, "");
      if (client.isWelcome()) {
        return client;
      }
      client.close();
    }
  }

  @Test
  void beyondItsRateAConnectionIsRefusedAndOthersAreNot() {
    start(access(10, 3, NEVER_MS));
    try (RawClient fast = welcomed(Role.STOREFRONT, "");
        RawClient other = welcomed(Role.STOREFRONT, "")) {
      for (int id = 1; id <= 5; id++) {
        fast.send(fast.frames.reserve(id));
        fast.assertVerdict(id, id <= 3 ? Code.ACCEPTED : Code.RATE_LIMITED);
      }
      other.send(other.frames.reserve(6));
      other.assertVerdict(6, Code.ACCEPTED);
      fast.send(fast.frames.heartbeat(7));
      assertThat(fast.heartbeat().correlationId()).as("costs nothing").isEqualTo(7);
      nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1) / 3 + 1);
      fast.send(fast.frames.reserve(4), fast.frames.reserve(5));
      assertCodesById(fast, 4, Code.ACCEPTED, 5, Code.RATE_LIMITED);
    }
    Await.until("three are counted", () -> node.gateway.counts().notTaken() == 3);
  }

  /** What is not taken is said at once, what is taken when it is journaled: in any order. */
  private static void assertCodesById(
      final RawClient client,
      final long first,
      final Code firstCode,
      final long second,
      final Code secondCode) {
    for (int i = 0; i < 2; i++) {
      final VerdictDecoder verdict = client.verdict();
      assertThat(verdict.correlationId()).isIn(first, second);
      assertThat(verdict.code())
          .isEqualTo(verdict.correlationId() == first ? firstCode : secondCode);
    }
  }

  @Test
  void whatTheRateLetsThroughIsCountedWhateverBecomesOfIt() {
    start(access(10, 3, NEVER_MS));
    try (RawClient client = welcomed(Role.STOREFRONT, "")) {
      client.send(client.frames.createSale(1, 2, "not for storefronts"));
      client.assertVerdict(1, Code.NOT_PERMITTED);
      client.send(client.frames.queryStatus(2));
      assertThat(client.answer()).isEqualTo(2);
      client.send(client.frames.querySale(3, 1));
      assertThat(client.answer()).isEqualTo(3);
      client.send(client.frames.queryStatus(4));
      client.assertVerdict(4, Code.RATE_LIMITED);
    }
  }

  @Test
  void aCredentialsRateIsThatOfAllItsConnections() {
    start(STOREFRONT.withMaxRate(3), OPERATOR);
    try (RawClient one = welcomed(Role.STOREFRONT, SHOP);
        RawClient two = welcomed(Role.STOREFRONT, SHOP);
        RawClient ann = welcomed(Role.OPERATOR, ANN)) {
      one.send(one.frames.reserve(1));
      one.assertVerdict(1, Code.ACCEPTED);
      two.send(two.frames.reserve(2));
      two.assertVerdict(2, Code.ACCEPTED);
      one.send(one.frames.reserve(3));
      one.assertVerdict(3, Code.ACCEPTED);
      two.send(two.frames.reserve(4));
      two.assertVerdict(4, Code.RATE_LIMITED);
      ann.send(ann.frames.reserve(4));
      ann.assertVerdict(4, Code.ACCEPTED);
      node.gateway.replaceCredentials(List.of(STOREFRONT, OPERATOR));
      two.send(two.frames.reserve(5));
      two.assertVerdict(5, Code.ACCEPTED);
    }
  }

  @Test
  void whatWaitsForRoomInTheWindowIsCountedOnce() {
    start(access(10, 200, NEVER_MS));
    final byte[][] reserves = new byte[200][];
    try (RawClient client = welcomed(Role.STOREFRONT, "")) {
      for (int i = 0; i < reserves.length; i++) {
        reserves[i] = client.frames.reserve(i + 1L);
      }
      node.journal.close();
      client.send(reserves);
      Await.standstill(node.ingress::claimedSlots);
      node.journal.open();
      client.assertAccepted(1, reserves.length);
      client.send(client.frames.reserve(201));
      client.assertVerdict(201, Code.RATE_LIMITED);
    }
  }
}

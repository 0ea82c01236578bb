package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.journal.JournalException;
import io.holdfast.pipeline.EventListener;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.EventDecoder;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that was stopped goes on where it was, or says why it does not. */
final class NodeRestartTest {
  private static final int RESTARTS = 4;

  private Path dir;
  private Configs configs;

  @BeforeEach
  void configure(@TestDir final Path given) {
    dir = given.resolve("data");
    configs = new Configs(dir);
  }

  @AfterEach
  void nothingStoppedIt() {
    assertThat(configs.fatal).isEmpty();
  }

  @Test
  void keepsItsState() {
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      desk.sell(10);
      desk.accepted(desk.requests.reserve(1, 3));
      desk.accepted(desk.requests.reserve(2, 2));
      desk.accepted(desk.requests.confirm(2));
      assertThat(desk.line()).isEqualTo("5 3 2");
    }
    try (Node node = configs.start()) {
      assertThat(new Desk(node).line()).isEqualTo("5 3 2");
    }
    assertThat(configs.log).anyMatch(line -> line.startsWith("new journal in " + dir));
    assertThat(configs.log).anyMatch(line -> line.startsWith("recovered 7 steps up to sequence 7"));
  }

  @Test
  void knowsWhatItAnsweredBefore() {
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      desk.sell(10);
      desk.accepted(desk.requests.reserve(1, 3));
    }
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      final VerdictDecoder verdict = desk.verdict(desk.requests.reserve(1, 3));
      assertThat(verdict.marks().repeated()).isTrue();
      assertThat(verdict.granted()).isEqualTo(3);
      assertThat(desk.line()).isEqualTo("7 3 0");
    }
  }

  @Test
  void goesOnWithTheNextSequenceEveryTime() {
    try (Node node = configs.start()) {
      new Desk(node).sell(100);
      assertThat(node.startSequence()).isEqualTo(1);
      assertThat(node.epoch()).isEqualTo(1);
    }
    for (int restart = 0; restart < RESTARTS; restart++) {
      try (Node node = configs.start()) {
        assertThat(node.startSequence()).isEqualTo(5 + 2 * restart);
        assertThat(node.epoch()).isEqualTo(1);
        final Desk desk = new Desk(node);
        assertThat(desk.verdict(desk.requests.reserve(1 + restart, 1)).sequence())
            .isEqualTo(6 + 2 * restart);
      }
    }
  }

  @Test
  void givesGraceForTheTimeItWasDown() {
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      desk.sell(10);
      assertThat(desk.graceLeftMs()).isEmpty();
    }
    try (Node node = configs.start()) {
      assertThat(new Desk(node).graceLeftMs().getAsLong())
          .isBetween(1L, NodeConfig.DEFAULT_OUTAGE_GRACE_MS);
    }
  }

  @Test
  void givesNoGraceWhereNoneIsWanted() {
    configs.outageGraceMs = 0;
    try (Node node = configs.start()) {
      new Desk(node).sell(10);
    }
    try (Node node = configs.start()) {
      assertThat(new Desk(node).graceLeftMs()).isEmpty();
      assertThat(node.startSequence()).isEqualTo(4);
    }
  }

  @Test
  void tellsAListenerWhatHappensButNotWhatHappenedBefore() {
    try (Node node = configs.start()) {
      new Desk(node).sell(10);
    }
    final List<EventKind> kinds = new CopyOnWriteArrayList<>();
    final EventListener listener =
        (buffer, lengthBytes, count) ->
            kinds.add(
                new EventDecoder()
                    .wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder())
                    .kind());
    try (Node node = Node.start(configs.config(), listener)) {
      final Desk desk = new Desk(node);
      desk.accepted(desk.requests.reserve(1, 3));
      desk.accepted(desk.requests.confirm(1));
    }
    assertThat(kinds).containsExactly(EventKind.HELD, EventKind.CONFIRMED);
  }

  @Test
  void keepsTheCeilingsOfItsJournal() {
    configs.reservations = 2_000;
    configs.start().close();
    configs.reservations = 1_000;
    configs.start().close();
    assertThat(configs.log)
        .anyMatch(
            line ->
                line.startsWith("ceilings are those of the journal")
                    && line.contains("maxReservations=2000"));
  }

  @Test
  void mayBeClosedTwice() {
    final Node node = configs.start();
    node.close();
    node.close();
  }

  @Test
  void doesNotStartOnADamagedJournal() throws IOException {
    try (Node node = configs.start()) {
      new Desk(node).sell(10);
    }
    damage();
    assertThatThrownBy(configs::start)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("the journal is damaged: the checksum is wrong");
    // And gives the directory back, so that the next try says the same.
    assertThatThrownBy(configs::start).hasMessageContaining("the journal is damaged");
  }

  @Test
  void doesNotBeginANewHistoryOverAWreckedOne() throws IOException {
    try (Node node = configs.start()) {
      new Desk(node).sell(10);
    }
    try (Stream<Path> files = Files.walk(dir)) {
      for (final Path segment : files.filter(f -> f.toString().endsWith(".cq4")).toList()) {
        Files.delete(segment);
      }
    }
    assertThatThrownBy(configs::start)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("the journal has no record that can be read, but it had one");
  }

  @Test
  void writesNothingInMemory() {
    configs.durability = Durability.MEMORY;
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      desk.sell(10);
      final VerdictDecoder verdict = desk.verdict(desk.requests.reserve(1, 3));
      assertThat(verdict.durability()).isEqualTo(Durability.MEMORY);
      assertThat(node.durability()).isEqualTo(Durability.MEMORY);
    }
    assertThat(dir).doesNotExist();
  }

  /** Flips a bit of the sale's name where the journal keeps it. */
  private void damage() throws IOException {
    final List<Path> segments;
    try (Stream<Path> files = Files.walk(dir)) {
      segments = files.filter(file -> file.toString().endsWith(".cq4")).toList();
    }
    int damaged = 0;
    for (final Path segment : segments) {
      final byte[] bytes = Files.readAllBytes(segment);
      final String text = new String(bytes, StandardCharsets.ISO_8859_1);
      final int at = text.indexOf(Requests.SALE_NAME);
      if (at > 0) {
        bytes[at] ^= 1;
        Files.write(segment, bytes);
        damaged++;
      }
    }
    assertThat(damaged).isEqualTo(1);
  }
}

package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.gateway.GatewayException;
import io.holdfast.journal.JournalException;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that cannot start says in one line what is wrong, and leaves nothing behind. */
final class NodeStartTest {
  private Path dir;
  private Configs configs;

  @BeforeEach
  void configure(@TestDir final Path given) {
    dir = given.resolve("data");
    configs = new Configs(dir);
  }

  @Test
  void oneNodeHasTheDirectory() {
    try (Node first = configs.start()) {
      assertThatThrownBy(configs::start)
          .isInstanceOf(JournalException.class)
          .hasMessage(
              dir
                  + ": the data directory is in use by another node; stop it or choose another --data-dir");
      final Desk desk = new Desk(first);
      desk.sell(10);
      assertThat(desk.line()).isEqualTo("10 0 0");
    }
  }

  @Test
  void anOccupiedPortIsTold() throws IOException {
    try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configs.port = occupied.getLocalPort();
      assertThatThrownBy(configs::start)
          .isInstanceOf(GatewayException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + configs.port + ": ");
    }
    configs.port = 0;
    configs.start().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
  void anAddressThatOthersCanReachIsRefused(final String host) {
    configs.host = host;
    assertThatThrownBy(configs::start)
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("loopback")
        .hasMessageEndingWith("not on " + host);
    assertThat(dir).doesNotExist();
  }

  @Test
  void aHostThatIsNoneIsTold() {
    configs.host = "no host";
    assertThatThrownBy(configs::start)
        .isInstanceOf(NodeException.class)
        .hasMessage("no such host: no host");
  }

  @ParameterizedTest
  @EnumSource(
      value = Durability.class,
      names = {"REPLICATED", "REPLICATED_SYNCED"})
  void aClassThatIsNotOfferedIsRefused(final Durability durability) {
    configs.durability = durability;
    assertThatThrownBy(configs::start)
        .isInstanceOf(NodeException.class)
        .hasMessage("durability " + durability + " is not offered yet; use JOURNALED or SYNCED");
    assertThat(dir).doesNotExist();
  }

  @Test
  void aFileIsNoDataDirectory() throws IOException {
    Files.createFile(dir);
    assertThatThrownBy(configs::start)
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith(dir + ": the data directory cannot be written: ");
  }

  @Test
  void reservationsFollowFromTheHeapWithinBounds() {
    assertThat(NodeConfig.reservationsFor(0)).isEqualTo(100_000);
    assertThat(NodeConfig.reservationsFor(512L << 20)).isEqualTo(1 << 20);
    assertThat(NodeConfig.reservationsFor(Long.MAX_VALUE)).isEqualTo(32_000_000);
  }
}

package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.BuyerPageDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.GoodbyeDecoder;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.protocol.codec.ReservationUpdateDecoder;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import io.holdfast.protocol.codec.TicketUpdateDecoder;
import io.holdfast.protocol.codec.TicketViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.protocol.codec.WelcomeDecoder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** A client that sends any bytes it likes, and reads frames. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;

  final Frames frames = new Frames();
  private final Socket socket;
  private final DataInputStream in;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  RawClient(final int port) {
    this(connected(port, 0));
  }

  /**
   * @param receiveBytes for what the kernel keeps of what was not read
   */
  RawClient(final int port, final int receiveBytes) {
    this(connected(port, receiveBytes));
  }

  /** Over a socket that is connected. */
  RawClient(final Socket connected) {
    try {
      socket = connected;
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MS);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param receiveBytes 0: as the kernel likes
   */
  private static Socket connected(final int port, final int receiveBytes) {
    try {
      final Socket socket = new Socket();
      if (receiveBytes > 0) {
        socket.setReceiveBufferSize(receiveBytes);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawClient send(final byte[]... several) {
    try {
      socket.getOutputStream().write(Frames.join(several));
      return this;
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, where the node may have ended the connection before; false if it has. */
  boolean trySend(final byte[]... several) {
    try {
      socket.getOutputStream().write(Frames.join(several));
      return true;
    } catch (final IOException ended) {
      return false;
    }
  }

  /** Says Hello as a storefront; gives the slots granted. */
  int hello(final int windowSlots) {
    return hello(Role.STOREFRONT, windowSlots);
  }

  int hello(final Role role, final int windowSlots) {
    send(frames.hello(role, windowSlots));
    return welcome().windowSlots();
  }

  WelcomeDecoder welcome() {
    return next(new WelcomeDecoder());
  }

  /** Whether the answer to Hello is a Welcome. */
  boolean isWelcome() {
    return header.wrap(message(), 0).templateId() == WelcomeDecoder.TEMPLATE_ID;
  }

  /** Whether it is; if not, it is this Goodbye. */
  boolean isWelcomeOr(final Code code) {
    final UnsafeBuffer message = message();
    if (header.wrap(message, 0).templateId() == WelcomeDecoder.TEMPLATE_ID) {
      return true;
    }
    assertThat(wrap(message, new GoodbyeDecoder()).code()).isEqualTo(code);
    return false;
  }

  VerdictDecoder verdict() {
    return next(new VerdictDecoder());
  }

  HeartbeatDecoder heartbeat() {
    return next(new HeartbeatDecoder());
  }

  ReservationViewDecoder reservation() {
    return next(new ReservationViewDecoder());
  }

  SalePageDecoder sales() {
    return next(new SalePageDecoder());
  }

  LinePageDecoder lines() {
    return next(new LinePageDecoder());
  }

  TicketViewDecoder ticket() {
    return next(new TicketViewDecoder());
  }

  RoomViewDecoder room() {
    return next(new RoomViewDecoder());
  }

  NodeStatusDecoder status() {
    return next(new NodeStatusDecoder());
  }

  BuyerPageDecoder buyer() {
    return next(new BuyerPageDecoder());
  }

  /** The next message as it came, without its length. */
  byte[] nextBytes() {
    return message().byteArray();
  }

  SaleUpdateDecoder saleUpdate() {
    return next(new SaleUpdateDecoder());
  }

  ReservationUpdateDecoder reservationUpdate() {
    return next(new ReservationUpdateDecoder());
  }

  TicketUpdateDecoder ticketUpdate() {
    return next(new TicketUpdateDecoder());
  }

  /** Template of the next message, which is gone then. */
  int template() {
    return header.wrap(message(), 0).templateId();
  }

  /** Correlation id of the next answer, whatever it is. */
  long answer() {
    return message().getLong(MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
  }

  /** The next message is this verdict. */
  void assertVerdict(final long correlationId, final Code code) {
    final VerdictDecoder verdict = verdict();
    assertThat(verdict.correlationId()).isEqualTo(correlationId);
    assertThat(verdict.code()).isEqualTo(code);
  }

  /** The next messages are verdicts on the Reserves of these ids, all accepted. */
  void assertAccepted(final long firstId, final long lastId) {
    for (long id = firstId; id <= lastId; id++) {
      assertVerdict(id, Code.ACCEPTED);
    }
  }

  /** The next message is this Goodbye, and it is the last. */
  void assertGoodbye(final Code code) {
    assertThat(goodbye(code)).isNotBlank();
  }

  /** The same; gives its text. */
  String goodbye(final Code code) {
    final GoodbyeDecoder goodbye = next(new GoodbyeDecoder());
    assertThat(goodbye.code()).isEqualTo(code);
    final String text = goodbye.text();
    assertEnd();
    return text;
  }

  /** The node ends the connection, in order or not; what it may say before is not looked at. */
  void assertClosed() {
    try {
      in.readAllBytes();
    } catch (final SocketTimeoutException e) {
      throw new AssertionError("the connection was not closed", e);
    } catch (final IOException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  /** Nothing more comes. */
  void assertEnd() {
    try {
      assertThat(in.read()).as("the end of the connection").isEqualTo(-1);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next verdict's code; of a Goodbye, which is the last, {@link Code#NULL_VAL}. */
  Code codeOrGoodbye() {
    final UnsafeBuffer message = message();
    if (header.wrap(message, 0).templateId() == GoodbyeDecoder.TEMPLATE_ID) {
      return Code.NULL_VAL;
    }
    return wrap(message, new VerdictDecoder()).code();
  }

  /** Correlation id of the next answer, with the code of a verdict or a reservation's state. */
  String codeOrState() {
    final UnsafeBuffer message = message();
    if (header.wrap(message, 0).templateId() == VerdictDecoder.TEMPLATE_ID) {
      final VerdictDecoder verdict = wrap(message, new VerdictDecoder());
      return verdict.correlationId() + " " + verdict.code();
    }
    final ReservationViewDecoder view = wrap(message, new ReservationViewDecoder());
    return view.correlationId() + " " + view.state();
  }

  private <T extends MessageDecoderFlyweight> T next(final T decoder) {
    return wrap(message(), decoder);
  }

  private <T extends MessageDecoderFlyweight> T wrap(final UnsafeBuffer message, final T decoder) {
    header.wrap(message, 0);
    assertThat(header.templateId()).isEqualTo(decoder.sbeTemplateId());
    decoder.wrap(
        message, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
    return decoder;
  }

  private UnsafeBuffer message() {
    try {
      final int lengthBytes = Integer.reverseBytes(in.readInt());
      assertThat(lengthBytes)
          .isBetween(MessageHeaderDecoder.ENCODED_LENGTH, Framing.MAX_MESSAGE_BYTES);
      return new UnsafeBuffer(in.readNBytes(lengthBytes));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on, whatever comes, until the node ends the connection in one way or another. */
  void awaitEnd() {
    final byte[] anything = new byte[4_096];
    try {
      int count = 0;
      while (count >= 0) {
        count = in.read(anything);
      }
    } catch (final SocketTimeoutException e) {
      throw new AssertionError("the node does not end the connection", e);
    } catch (final IOException reset) {
      // An end, too.
      return;
    }
  }

  /** Disappears with a reset, as a process that is killed does with bytes it has not read. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
    close();
  }

  int localPort() {
    return socket.getLocalPort();
  }

  /** Disappears without a word. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

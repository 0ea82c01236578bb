package io.holdfast.system.workload;

import io.holdfast.model.LineView;
import io.holdfast.model.PlainEngine;
import io.holdfast.model.PlainVerdict;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.VerdictEncoder;
import io.holdfast.protocol.codec.WelcomeEncoder;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntPredicate;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The plain model behind a socket: a node by the book, without journal or speed. It can lose its
 * connection at any command, after executing it and with the answers of the last ones unsent, as a
 * killed node does.
 */
final class ModelNode {
  private static final int HEADER_BYTES = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int WINDOW_SLOTS = 256;
  private static final long TIME_MS = 1_700_000_000_000L;

  private final ServerSocket server;
  private final IntPredicate diesAt;
  private final Thread thread;
  private final PlainEngine engine = new PlainEngine();
  private final UnsafeBuffer out = new UnsafeBuffer(new byte[Framing.MAX_MESSAGE_BYTES]);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private volatile Throwable failure;
  private int received;
  private int deaths;

  /**
   * @param diesAt whether the connection is lost at the nth command received
   */
  ModelNode(final IntPredicate diesAt) throws IOException {
    this.diesAt = diesAt;
    startEpoch();
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    thread = new Thread(this::serve, "model-node");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  /** Stops the node; a failure of its own fails the test. */
  void stop() throws IOException, InterruptedException {
    server.close();
    thread.join();
    if (failure != null) {
      throw new AssertionError("the model node failed", failure);
    }
  }

  /** After {@link #stop}. */
  int deaths() {
    return deaths;
  }

  /** After {@link #stop}: the lines of a sale in order of creation. */
  List<LineView> lines(final long sale) {
    return engine.lines(sale);
  }

  private void startEpoch() {
    final EpochStartEncoder start =
        new EpochStartEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder());
    start.cluster().hi(0).lo(1);
    start.term().hi(0).lo(1);
    start.parentTerm().hi(0).lo(0);
    start
        .epoch(1)
        .startSequence(1)
        .memoryRetentionMs(Long.MAX_VALUE / 4)
        .maxLineUnits(Long.MAX_VALUE / 4)
        .rulesVersion(2)
        .maxChangesPerStep(4096)
        .maxReservations(10_000_000)
        .maxEndedHolds(10_000_000)
        .maxRejections(10_000_000)
        .maxCommandIds(10_000_000)
        .maxSales(100)
        .maxLines(1_000_000)
        .maxReservationUnits(1_000_000)
        .maxTickets(1_000)
        .maxBuyerHolds(1_000_000);
    engine.execute(1, TIME_MS, out, 0, HEADER_BYTES + start.encodedLength());
  }

  private void serve() {
    try {
      while (!server.isClosed()) {
        serveOne();
      }
    } catch (final IOException | RuntimeException | Error error) {
      if (!server.isClosed()) {
        failure = error;
      }
    }
  }

  private void serveOne() throws IOException {
    try (Socket socket = server.accept()) {
      try {
        serve(socket);
      } catch (final EOFException | SocketException clientHasGone) {
        // The next one, please.
      }
    }
  }

  private void serve(final Socket socket) throws IOException {
    final DataInputStream in = new DataInputStream(socket.getInputStream());
    final OutputStream replies = new BufferedOutputStream(socket.getOutputStream());
    while (true) {
      if (in.available() == 0) {
        replies.flush();
      }
      final int length = Integer.reverseBytes(in.readInt());
      final UnsafeBuffer message = new UnsafeBuffer(in.readNBytes(length));
      header.wrap(message, 0);
      if (header.templateId() == HelloDecoder.TEMPLATE_ID) {
        welcome(replies);
        continue;
      }
      execute(message, length, replies);
      received++;
      if (diesAt.test(received)) {
        // What is buffered is never sent.
        deaths++;
        return;
      }
    }
  }

  private void execute(final UnsafeBuffer message, final int length, final OutputStream replies)
      throws IOException {
    final long sequence = engine.lastSequence() + 1;
    final PlainVerdict verdict = engine.execute(sequence, TIME_MS, message, 0, length);
    final VerdictEncoder encoder =
        new VerdictEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder());
    encoder
        .correlationId(message.getLong(HEADER_BYTES, ByteOrder.LITTLE_ENDIAN))
        .sequence(sequence)
        .timeMs(TIME_MS)
        .deadlineMs(verdict.deadlineMs().orElse(VerdictEncoder.deadlineMsNullValue()))
        .available(verdict.available().orElse(VerdictEncoder.availableNullValue()));
    encoder.ownReservation().hi(0).lo(0);
    encoder
        .epoch(1)
        .granted(verdict.granted())
        .line((short) verdict.line())
        .code(verdict.code())
        .state(verdict.state())
        .durability(Durability.MEMORY)
        .ticket(verdict.ticket())
        .place(verdict.place().orElse(VerdictEncoder.placeNullValue()))
        .admittedUpTo(verdict.admittedUpTo().orElse(VerdictEncoder.admittedUpToNullValue()))
        .marks()
        .clear()
        .repeated(verdict.repeated())
        .late(verdict.late());
    write(replies, HEADER_BYTES + encoder.encodedLength());
  }

  private void welcome(final OutputStream replies) throws IOException {
    final WelcomeEncoder welcome =
        new WelcomeEncoder()
            .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .protocolVersion(Framing.PROTOCOL_VERSION)
            .durability(Durability.MEMORY)
            .windowSlots(WINDOW_SLOTS)
            .slotBytes(Framing.SLOT_BYTES)
            .listSlots(Framing.LIST_SLOTS)
            .maxFrameBytes(Framing.MAX_MESSAGE_BYTES)
            .heartbeatMs(60_000)
            .epoch(1)
            .timeMs(TIME_MS);
    write(replies, HEADER_BYTES + welcome.encodedLength());
  }

  private void write(final OutputStream replies, final int length) throws IOException {
    final byte[] frame = new byte[Framing.LENGTH_FIELD_BYTES + length];
    final UnsafeBuffer buffer = new UnsafeBuffer(frame);
    buffer.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
    buffer.putBytes(Framing.LENGTH_FIELD_BYTES, out, 0, length);
    replies.write(frame);
  }
}

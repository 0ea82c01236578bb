package io.holdfast.tools.load;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SalePageEncoder;
import io.holdfast.protocol.codec.SalePageEncoder.SalesEncoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.VerdictEncoder;
import io.holdfast.tools.Welcome;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A node that knows no rules but remembers: a command it has executed before is answered as a
 * repeat. What it does beside that is the script's. It records each command it executes for the
 * first time, by correlation id, in order.
 */
final class ScriptedNode {
  /** What the node does with a command it has received. */
  interface Script {
    /**
     * Decides on the nth command received, counted over all connections from 1, sale commands left
     * out.
     *
     * @return a code to answer with, or null to close the connection after executing it, the answer
     *     unsent
     */
    Code onCommand(int received, long correlationId, int templateId);
  }

  private static final int HEADER_BYTES = MessageHeaderDecoder.ENCODED_LENGTH;

  /** Correlation ids of sale commands, which are asked one at a time before the play. */
  private static final int FIRST_SALE_TEMPLATE = 30;

  private static final int LAST_SALE_TEMPLATE = 33;

  private final ServerSocket server;
  private final Script script;
  private final int windowSlots;
  private final Thread thread;
  private final UnsafeBuffer out = new UnsafeBuffer(new byte[Framing.MAX_MESSAGE_BYTES]);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final Map<String, Code> executed = new HashMap<>();
  private final List<Long> executionOrder = new ArrayList<>();
  private final List<List<Long>> receptionOrder = new ArrayList<>();
  private final List<Integer> saleTemplates = new ArrayList<>();
  private final List<Integer> templates = new ArrayList<>();
  private volatile SaleState saleState = SaleState.OPEN;
  private volatile boolean gated;
  private volatile Throwable failure;
  private volatile int hangUpOn;
  private int received;
  private long sequence;

  ScriptedNode(final int windowSlots, final Script script) throws IOException {
    this.windowSlots = windowSlots;
    this.script = script;
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.thread = new Thread(this::serve, "scripted-node");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  /** What the node says of the sale; null: there is none. */
  void saleState(final SaleState state) {
    saleState = state;
  }

  /** Says from now on that the sale has a waiting room. */
  void gated() {
    gated = true;
  }

  /** Closes the nth connection, counted from 1, before a word is said on it. */
  void hangUpOn(final int nth) {
    hangUpOn = nth;
  }

  /** After {@link #stop}: correlation ids in the order of first execution. */
  List<Long> executionOrder() {
    return executionOrder;
  }

  /** After {@link #stop}: correlation ids in the order received, connection by connection. */
  List<List<Long>> receptionOrder() {
    return receptionOrder;
  }

  /** After {@link #stop}: templates of the commands received, sale commands left out. */
  List<Integer> templates() {
    return templates;
  }

  /** After {@link #stop}: templates of the sale commands received. */
  List<Integer> saleTemplates() {
    return saleTemplates;
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
      receptionOrder.add(new ArrayList<>());
      if (receptionOrder.size() == hangUpOn) {
        return;
      }
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
      if (!serve(message, replies)) {
        // The answers buffered so far are lost with the connection, as in a crash.
        return;
      }
    }
  }

  private boolean serve(final UnsafeBuffer message, final OutputStream replies) throws IOException {
    final int template = header.templateId();
    final long correlationId = message.getLong(HEADER_BYTES, ByteOrder.LITTLE_ENDIAN);
    if (template == HelloDecoder.TEMPLATE_ID) {
      welcome(replies);
    } else if (template == QuerySaleDecoder.TEMPLATE_ID) {
      if (saleState == null) {
        verdict(replies, correlationId, Code.UNKNOWN_SALE, false);
      } else {
        salePage(replies, correlationId);
      }
    } else if (template >= FIRST_SALE_TEMPLATE && template <= LAST_SALE_TEMPLATE) {
      saleTemplates.add(template);
      verdict(replies, correlationId, Code.ACCEPTED, false);
    } else if (template == HeartbeatDecoder.TEMPLATE_ID) {
      write(replies, message, message.capacity());
    } else {
      return command(message, template, correlationId, replies);
    }
    return true;
  }

  private boolean command(
      final UnsafeBuffer message,
      final int template,
      final long correlationId,
      final OutputStream replies)
      throws IOException {
    receptionOrder.get(receptionOrder.size() - 1).add(correlationId);
    templates.add(template);
    received++;
    final Code code = script.onCommand(received, correlationId, template);
    if (code != null && code.value() >= 1000 && code.value() < 2000) {
      verdict(replies, correlationId, code, false);
      return true;
    }
    final String key = template + ":" + idText(message);
    final Code before = executed.get(key);
    if (before == null) {
      executed.put(key, code == null ? Code.ACCEPTED : code);
      executionOrder.add(correlationId);
    }
    if (code == null) {
      return false;
    }
    verdict(replies, correlationId, before == null ? code : before, before != null);
    return true;
  }

  /** The first id of a command follows the correlation id in every message. */
  private String idText(final UnsafeBuffer message) {
    final int at = HEADER_BYTES + CancelDecoder.correlationIdEncodingOffset() + Long.BYTES;
    return message.getLong(at, ByteOrder.LITTLE_ENDIAN)
        + ":"
        + message.getLong(at + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
  }

  private void welcome(final OutputStream replies) throws IOException {
    write(replies, out, Welcome.encode(out, windowSlots));
  }

  private void salePage(final OutputStream replies, final long correlationId) throws IOException {
    final SalePageEncoder page =
        new SalePageEncoder()
            .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .correlationId(correlationId)
            .timeMs(1)
            .next(-1);
    page.salesCount(1)
        .next()
        .sale(1)
        .lines(0)
        .state(saleState)
        .gated((short) (gated ? 1 : 0))
        .graceUntilMs(SalesEncoder.graceUntilMsNullValue())
        .name("");
    write(replies, out, HEADER_BYTES + page.encodedLength());
  }

  private void verdict(
      final OutputStream replies, final long correlationId, final Code code, final boolean repeated)
      throws IOException {
    final boolean taken = code.value() < 1000 || code.value() >= 2000;
    final VerdictEncoder verdict =
        new VerdictEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder());
    verdict
        .correlationId(correlationId)
        .sequence(taken ? ++sequence : VerdictEncoder.sequenceNullValue())
        .timeMs(VerdictEncoder.timeMsNullValue())
        .deadlineMs(VerdictEncoder.deadlineMsNullValue())
        .available(VerdictEncoder.availableNullValue());
    verdict.ownReservation().hi(0).lo(0);
    verdict
        .epoch(1)
        .granted(0)
        .line((short) -1)
        .code(code)
        .state(ReservationState.NONE)
        .durability(Durability.JOURNALED)
        .ticket(TicketState.NONE)
        .place(VerdictEncoder.placeNullValue())
        .admittedUpTo(VerdictEncoder.admittedUpToNullValue())
        .marks()
        .clear()
        .repeated(repeated);
    write(replies, out, HEADER_BYTES + verdict.encodedLength());
  }

  private static void write(
      final OutputStream replies, final UnsafeBuffer message, final int length) throws IOException {
    final byte[] frame = new byte[Framing.LENGTH_FIELD_BYTES + length];
    final UnsafeBuffer buffer = new UnsafeBuffer(frame);
    buffer.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
    buffer.putBytes(Framing.LENGTH_FIELD_BYTES, message, 0, length);
    replies.write(frame);
  }

  /** Stops the node; a failure of its own fails the test. */
  void stop() throws IOException, InterruptedException {
    server.close();
    thread.join();
    if (failure != null) {
      throw new AssertionError("the scripted node failed", failure);
    }
  }
}

package io.holdfast.system.process;

import com.google.gson.JsonObject;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.HeartbeatEncoder;
import io.holdfast.protocol.codec.HelloEncoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import io.holdfast.protocol.codec.SubscribeSaleEncoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Many observers of one sale, each with a connection of its own, on one thread of a process of
 * theirs. The process reads the number of a sale, says "subscribed" when every one has its first
 * update, goes on until it reads another line, and then says what they saw, in JSON; and so on with
 * the next sale. Some of them stop reading after their first update.
 *
 * <p>They take the machine from the node that is measured, and so they are cheap: what came is read
 * in rounds, not as it comes. An update may be counted later than it came by as much.
 */
final class SubscriberCrowd {
  private static final int READ_BYTES = 64 * 1024;
  private static final int HEARTBEAT_EVERY_MS = 10_000;
  private static final int QUIET_MS = 2_000;
  private static final long LONGEST_LAG_MS = 600_000;
  private static final int CONNECTING_AT_A_TIME = 256;

  private static final int MANY = 256;

  /** Between two rounds of reading. */
  private static final long ROUND_MS = 10;

  /** After the last line. */
  private static final String END = "end";

  /** One of them. */
  private static final class Subscriber {
    final SocketChannel channel;
    final boolean isLazy;
    final ByteBuffer kept = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    long updates;
    long sequence = -1;

    Subscriber(final SocketChannel channel, final boolean isLazy) {
      this.channel = channel;
      this.isLazy = isLazy;
    }
  }

  private final InetSocketAddress node;
  private final long sale;
  private final Selector selector;
  private final List<Subscriber> all = new ArrayList<>();
  private final ByteBuffer read =
      ByteBuffer.allocateDirect(READ_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final Histogram lagMs = new Histogram(LONGEST_LAG_MS, 3);
  private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final SaleUpdateDecoder update = new SaleUpdateDecoder();
  private int subscribed;
  private long gaps;
  private long received;

  private SubscriberCrowd(final InetSocketAddress node, final long sale) throws IOException {
    this.node = node;
    this.sale = sale;
    this.selector = Selector.open();
  }

  /** Arguments: host, port, how many, how many of them are lazy. */
  public static void main(final String[] arguments) throws IOException, InterruptedException {
    final InetSocketAddress node =
        new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    final Thread reader = new Thread(() -> readLines(lines), "lines");
    reader.setDaemon(true);
    reader.start();
    for (String sale = lines.take(); !sale.equals(END); sale = lines.take()) {
      final SubscriberCrowd crowd = new SubscriberCrowd(node, Long.parseLong(sale));
      crowd.subscribe(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      System.out.println("subscribed");
      crowd.readUntilALineComes(lines);
      crowd.readUntilNothingComes();
      System.out.println(crowd.report());
      crowd.close();
    }
  }

  private static void readLines(final BlockingQueue<String> lines) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      in.lines().forEach(lines::add);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lines.add(END);
    }
  }

  private void subscribe(final int count, final int lazy) throws IOException {
    final byte[] begin = begin();
    for (int i = 0; i < count; i++) {
      final SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 8 * 1024);
      channel.connect(node);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.write(ByteBuffer.wrap(begin));
      channel.configureBlocking(false);
      final Subscriber subscriber = new Subscriber(channel, i < lazy);
      channel.register(selector, SelectionKey.OP_READ, subscriber);
      all.add(subscriber);
      while (all.size() - subscribed >= CONNECTING_AT_A_TIME) {
        select();
      }
    }
    while (subscribed < count) {
      select();
    }
  }

  private void close() throws IOException {
    for (final Subscriber subscriber : all) {
      subscriber.channel.close();
    }
    selector.close();
  }

  /** Hello and SubscribeSale. */
  private byte[] begin() {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    final HelloEncoder hello =
        new HelloEncoder()
            .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, new MessageHeaderEncoder())
            .protocolVersion(Framing.PROTOCOL_VERSION)
            .role(Role.OBSERVER)
            .windowSlots(0)
            .clientName("crowd")
            .credential("");
    int end = frame(buffer, 0, hello.encodedLength());
    final SubscribeSaleEncoder subscribe =
        new SubscribeSaleEncoder()
            .wrapAndApplyHeader(
                buffer, end + Framing.LENGTH_FIELD_BYTES, new MessageHeaderEncoder())
            .correlationId(1)
            .sale(sale);
    end = frame(buffer, end, subscribe.encodedLength());
    final byte[] bytes = new byte[end];
    buffer.getBytes(0, bytes);
    return bytes;
  }

  private static int frame(final UnsafeBuffer buffer, final int at, final int bodyBytes) {
    final int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes;
    buffer.putInt(at, messageBytes, ByteOrder.LITTLE_ENDIAN);
    return at + Framing.LENGTH_FIELD_BYTES + messageBytes;
  }

  private void readUntilALineComes(final BlockingQueue<String> lines)
      throws IOException, InterruptedException {
    long nextHeartbeatMs = System.currentTimeMillis() + HEARTBEAT_EVERY_MS;
    while (lines.poll(ROUND_MS, TimeUnit.MILLISECONDS) == null) {
      readWhatCame();
      if (System.currentTimeMillis() >= nextHeartbeatMs) {
        nextHeartbeatMs += HEARTBEAT_EVERY_MS;
        heartbeats();
      }
    }
  }

  /** A selector gives so many at a time that there may be more. */
  private void readWhatCame() throws IOException {
    int taken = selector.selectNow(this::take);
    while (taken >= MANY) {
      taken = selector.selectNow(this::take);
    }
  }

  /** The sale stands still: whoever is behind gets the last numbers. */
  private void readUntilNothingComes() throws IOException {
    long seen = -1;
    long sinceMs = System.currentTimeMillis();
    while (System.currentTimeMillis() - sinceMs < QUIET_MS) {
      if (received != seen) {
        seen = received;
        sinceMs = System.currentTimeMillis();
      }
      select();
    }
  }

  private void heartbeats() throws IOException {
    final byte[] frame = new byte[Framing.LENGTH_FIELD_BYTES + 16];
    final UnsafeBuffer buffer = new UnsafeBuffer(frame);
    new HeartbeatEncoder()
        .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, new MessageHeaderEncoder())
        .correlationId(2);
    buffer.putInt(0, 16, ByteOrder.LITTLE_ENDIAN);
    for (final Subscriber subscriber : all) {
      subscriber.channel.write(ByteBuffer.wrap(frame));
    }
  }

  private void select() throws IOException {
    selector.select(this::take, 10);
  }

  private void take(final SelectionKey key) {
    try {
      final Subscriber subscriber = (Subscriber) key.attachment();
      read.clear();
      subscriber.kept.flip();
      read.put(subscriber.kept);
      subscriber.kept.clear();
      if (subscriber.channel.read(read) < 0) {
        throw new IllegalStateException("the node closed a connection");
      }
      read.flip();
      takeFrames(subscriber);
      subscriber.kept.put(read);
      if (subscriber.isLazy && subscriber.updates > 0) {
        key.cancel();
      }
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void takeFrames(final Subscriber subscriber) {
    while (read.remaining() >= Framing.LENGTH_FIELD_BYTES) {
      final int lengthBytes = read.getInt(read.position());
      if (read.remaining() < Framing.LENGTH_FIELD_BYTES + lengthBytes) {
        return;
      }
      message.wrap(read, read.position() + Framing.LENGTH_FIELD_BYTES, lengthBytes);
      read.position(read.position() + Framing.LENGTH_FIELD_BYTES + lengthBytes);
      if (header.wrap(message, 0).templateId() == SaleUpdateDecoder.TEMPLATE_ID) {
        onUpdate(subscriber);
      }
    }
  }

  private void onUpdate(final Subscriber subscriber) {
    update.wrapAndApplyHeader(message, 0, header);
    if (update.fromSequence() != subscriber.sequence) {
      gaps++;
    }
    if (subscriber.updates == 0) {
      subscribed++;
    } else {
      lagMs.recordValue(
          Math.max(0, Math.min(LONGEST_LAG_MS, System.currentTimeMillis() - update.timeMs())));
    }
    subscriber.sequence = update.sequence();
    subscriber.updates++;
    received++;
  }

  private String report() {
    long fewest = Long.MAX_VALUE;
    long most = 0;
    long sum = 0;
    long last = -1;
    long behind = 0;
    for (final Subscriber subscriber : all) {
      if (!subscriber.isLazy) {
        last = Math.max(last, subscriber.sequence);
        fewest = Math.min(fewest, subscriber.updates);
        most = Math.max(most, subscriber.updates);
        sum += subscriber.updates;
      }
    }
    for (final Subscriber subscriber : all) {
      behind += !subscriber.isLazy && subscriber.sequence < last ? 1 : 0;
    }
    final JsonObject json = new JsonObject();
    json.addProperty("updates", sum);
    json.addProperty("fewest", fewest);
    json.addProperty("most", most);
    json.addProperty("gaps", gaps);
    json.addProperty("behind", behind);
    json.addProperty("sequence", last);
    json.addProperty("lagP50Ms", lagMs.getValueAtPercentile(50));
    json.addProperty("lagP99Ms", lagMs.getValueAtPercentile(99));
    json.addProperty("lagMaxMs", lagMs.getMaxValue());
    return json.toString();
  }
}

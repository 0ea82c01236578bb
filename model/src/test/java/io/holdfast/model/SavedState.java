package io.holdfast.model;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EventSink;
import io.holdfast.engine.SnapshotSink;
import io.holdfast.engine.SnapshotSource;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.StateCommandsDecoder;
import io.holdfast.protocol.codec.StateReservationsDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine's state as it was saved, in memory. */
final class SavedState {
  private final List<byte[]> messages = new ArrayList<>();

  private SavedState() {}

  static SavedState of(final Engine engine) {
    final SavedState saved = new SavedState();
    final SnapshotSink sink =
        (section, entries, buffer, lengthBytes) -> {
          final byte[] message = new byte[lengthBytes];
          buffer.getBytes(0, message);
          saved.messages.add(message);
        };
    engine.save(sink);
    return saved;
  }

  /** A new engine with this state. */
  Engine load(final EventSink events) {
    final Engine engine = new Engine(events);
    engine.load(new Source());
    return engine;
  }

  /** What is in it: every section, and of lists which. */
  Set<String> contents() {
    final Set<String> contents = new TreeSet<>();
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    for (final byte[] message : messages) {
      buffer.wrap(message);
      switch (header.wrap(buffer, 0).templateId()) {
        case StateReservationsDecoder.TEMPLATE_ID -> reservations(buffer, header, contents);
        case StateCommandsDecoder.TEMPLATE_ID -> commands(buffer, header, contents);
        default -> contents.add("section " + header.templateId());
      }
    }
    return contents;
  }

  private static void reservations(
      final UnsafeBuffer buffer, final MessageHeaderDecoder header, final Set<String> contents) {
    final StateReservationsDecoder message =
        new StateReservationsDecoder().wrapAndApplyHeader(buffer, 0, header);
    for (final StateReservationsDecoder.ReservationsDecoder row : message.reservations()) {
      contents.add("reservation " + row.state() + " in " + message.list());
    }
  }

  private static void commands(
      final UnsafeBuffer buffer, final MessageHeaderDecoder header, final Set<String> contents) {
    final StateCommandsDecoder message =
        new StateCommandsDecoder().wrapAndApplyHeader(buffer, 0, header);
    for (final StateCommandsDecoder.CommandsDecoder row : message.commands()) {
      contents.add("command " + row.kind() + " in " + message.list());
    }
  }

  boolean isSameAs(final SavedState other) {
    if (messages.size() != other.messages.size()) {
      return false;
    }
    for (int i = 0; i < messages.size(); i++) {
      if (!Arrays.equals(messages.get(i), other.messages.get(i))) {
        return false;
      }
    }
    return true;
  }

  private final class Source implements SnapshotSource {
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int index;

    @Override
    public boolean next() {
      if (index == messages.size()) {
        return false;
      }
      buffer.wrap(messages.get(index++));
      return true;
    }

    @Override
    public DirectBuffer buffer() {
      return buffer;
    }

    @Override
    public int offset() {
      return 0;
    }

    @Override
    public int lengthBytes() {
      return buffer.capacity();
    }
  }
}

package io.holdfast.model;

import io.holdfast.protocol.codec.MessageHeaderEncoder;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * Makes commands of a fuzzer's bytes: one byte chooses the message, each further one a field's
 * value, so that whatever the bytes are, the message is whole. What comes behind their end is 0.
 */
final class FuzzedCommands {
  private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;
  private static final int MAX_LINES = 5;
  private static final int MAX_TEXT_BYTES = 3;
  private static final long MINUTE_MS = 60_000;
  private static final long YEAR_MS = 366L * 24 * 60 * MINUTE_MS;

  /** Where a field lies in its block. */
  private record Field(int offset, int lengthBytes) {}

  /** A message, or the row of a group. */
  private record Shape(List<Field> fields, int blockBytes, int texts, Shape rows) {}

  private final byte[] input;
  private int next;

  FuzzedCommands(final byte[] input) {
    this.input = input;
  }

  boolean hasNext() {
    return next < input.length;
  }

  int nextByte() {
    return next < input.length ? input[next++] & 0xFF : 0;
  }

  /** A command of this kind; the first field, its correlation id, is 0. */
  byte[] message(final MessageEncoderFlyweight kind, final long timeMs) {
    final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    new MessageHeaderEncoder()
        .wrap(buffer, 0)
        .blockLength(kind.sbeBlockLength())
        .templateId(kind.sbeTemplateId())
        .schemaId(kind.sbeSchemaId())
        .version(kind.sbeSchemaVersion());
    final Shape shape = shape(kind.getClass(), kind.sbeBlockLength());
    int end = fill(buffer, BODY, shape, timeMs);
    if (shape.rows() != null) {
      final int lines = nextByte() % MAX_LINES;
      buffer.putShort(end, (short) shape.rows().blockBytes(), ByteOrder.LITTLE_ENDIAN);
      buffer.putShort(end + Short.BYTES, (short) lines, ByteOrder.LITTLE_ENDIAN);
      end += 2 * Short.BYTES;
      for (int i = 0; i < lines; i++) {
        end = fill(buffer, end, shape.rows(), timeMs);
      }
    }
    for (int i = 0; i < shape.texts(); i++) {
      final int lengthBytes = nextByte() % (MAX_TEXT_BYTES + 1);
      buffer.putShort(end, (short) lengthBytes, ByteOrder.LITTLE_ENDIAN);
      end += Short.BYTES;
      for (int at = 0; at < lengthBytes; at++) {
        buffer.putByte(end++, (byte) (nextByte() & 0x7F));
      }
    }
    final byte[] message = new byte[end];
    buffer.getBytes(0, message);
    return message;
  }

  private int fill(
      final ExpandableArrayBuffer buffer, final int start, final Shape shape, final long timeMs) {
    buffer.setMemory(start, shape.blockBytes(), (byte) 0);
    for (final Field field : shape.fields()) {
      put(buffer, start + field.offset(), field.lengthBytes(), timeMs);
    }
    return start + shape.blockBytes();
  }

  private void put(
      final ExpandableArrayBuffer buffer, final int at, final int lengthBytes, final long timeMs) {
    switch (lengthBytes) {
      case Byte.BYTES -> buffer.putByte(at, (byte) nextByte());
      case Integer.BYTES ->
          buffer.putInt(
              at,
              (int) value(Integer.MIN_VALUE, Integer.MAX_VALUE, timeMs),
              ByteOrder.LITTLE_ENDIAN);
      case Long.BYTES ->
          buffer.putLong(
              at, value(Long.MIN_VALUE, Long.MAX_VALUE, timeMs), ByteOrder.LITTLE_ENDIAN);
      // An id, or a seed: its last byte is enough to tell it from others.
      default -> buffer.putByte(at + lengthBytes - 1, (byte) nextByte());
    }
  }

  /** Mostly small numbers, so that they often name what there is. */
  private long value(final long lowest, final long highest, final long timeMs) {
    final int choice = nextByte();
    return switch (choice) {
      case 240 -> lowest;
      case 241 -> lowest + 1;
      case 242 -> -1;
      case 243 -> highest;
      case 244 -> highest - 1;
      case 245 -> 1_000;
      case 246 -> MINUTE_MS;
      case 247 -> YEAR_MS;
      case 248 -> 1_000_000;
      case 249 -> timeMs - 1;
      case 250 -> timeMs;
      case 251 -> timeMs + 1;
      case 252 -> timeMs + 1_000;
      case 253 -> timeMs + MINUTE_MS;
      case 254 -> -2;
      default -> choice;
    };
  }

  private static Shape shape(final Class<?> encoder, final int blockBytes) {
    final List<Field> fields = new ArrayList<>();
    int texts = 0;
    for (final Method method : encoder.getMethods()) {
      final String name = method.getName();
      if (name.endsWith("EncodingOffset") && !name.equals("correlationIdEncodingOffset")) {
        final String length = name.replace("EncodingOffset", "EncodingLength");
        fields.add(new Field(number(method), number(method(encoder, length))));
      } else if (name.endsWith("HeaderLength") && !name.equals("sbeHeaderLength")) {
        texts++;
      }
    }
    fields.sort(Comparator.comparingInt(Field::offset));
    Shape rows = null;
    for (final Class<?> nested : encoder.getClasses()) {
      rows = shape(nested, number(method(nested, "sbeBlockLength")));
    }
    return new Shape(fields, blockBytes, texts, rows);
  }

  private static Method method(final Class<?> encoder, final String name) {
    try {
      return encoder.getMethod(name);
    } catch (final NoSuchMethodException e) {
      throw new IllegalStateException(encoder + " has no " + name, e);
    }
  }

  private static int number(final Method method) {
    try {
      return (int) method.invoke(null);
    } catch (final ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

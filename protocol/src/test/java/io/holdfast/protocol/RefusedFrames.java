package io.holdfast.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.TickDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames that a node must refuse once the handshake is done, each with the code that it gives. */
final class RefusedFrames {
  private static final int START = Framing.LENGTH_FIELD_BYTES;
  private static final int BLOCK = START + MessageHeaderEncoder.ENCODED_LENGTH;

  private final Schema schema;
  private final JsonArray vectors = new JsonArray();

  RefusedFrames(final Schema schema) {
    this.schema = schema;
  }

  /**
   * The vectors: name, bytes, code, and whether the connection ends with it (a Goodbye) or goes on
   * (a Verdict with the correlation id that stands in the frame, 0 if it is too short for one).
   */
  JsonArray all() {
    lengths();
    headers();
    groupsAndTexts();
    frames();
    return vectors;
  }

  private void lengths() {
    final byte[] reserve = frame("Reserve");
    goesOn("a block cut short", resized(reserve, -1), Code.MALFORMED);
    goesOn("nothing but a header", resized(reserve, BLOCK - reserve.length), Code.MALFORMED);
    goesOn("a byte behind the message", resized(reserve, 1), Code.MALFORMED);
    goesOn("a text cut short", resized(frame("OpenSale"), -1), Code.MALFORMED);
    goesOn("a byte behind the last text", resized(frame("OpenSale"), 1), Code.MALFORMED);
  }

  private void headers() {
    final byte[] reserve = frame("Reserve");
    final int blockBytes = reserve.length - BLOCK;
    goesOn("a block length one less", header(reserve, blockBytes - 1, -1, -1, -1), Code.MALFORMED);
    goesOn("a block length one more", header(reserve, blockBytes + 1, -1, -1, -1), Code.MALFORMED);
    goesOn("no such template", header(reserve, -1, 0xFFFF, -1, -1), Code.UNKNOWN_MESSAGE);
    goesOn(
        "a template that only nodes send",
        header(reserve, -1, VerdictDecoder.TEMPLATE_ID, -1, -1),
        Code.UNKNOWN_MESSAGE);
    goesOn(
        "a template that is in the journal only",
        header(reserve, -1, TickDecoder.TEMPLATE_ID, -1, -1),
        Code.UNKNOWN_MESSAGE);
    goesOn("another schema", header(reserve, -1, -1, 1, -1), Code.UNKNOWN_MESSAGE);
    goesOn(
        "a newer version than any", header(reserve, -1, -1, -1, 0xFFFF), Code.UNSUPPORTED_VERSION);
  }

  private void groupsAndTexts() {
    final byte[] basket = frame("ReserveBasket");
    final int group = BLOCK + schema.message("ReserveBasket").body().blockBytes(schema.version());
    goesOn("rows of another length", withUint16(basket, group, 1), Code.MALFORMED);
    goesOn("more rows than there are", withUint16(basket, group + 2, 2), Code.MALFORMED);
    goesOn("fewer rows than there are", withUint16(basket, group + 2, 0), Code.MALFORMED);
    goesOn(
        "more rows than a basket may have",
        withUint16(basket, group + 2, Framing.MAX_BASKET_LINES + 1),
        Code.BASKET_TOO_LONG);
    final byte[] open = frame("OpenSale");
    final int text = BLOCK + schema.message("OpenSale").body().blockBytes(schema.version());
    goesOn(
        "a text longer than a text may be",
        withUint16(resized(open, Framing.MAX_TEXT_BYTES + 1), text, Framing.MAX_TEXT_BYTES + 1),
        Code.MALFORMED);
    goesOn("a text beyond the end", withUint16(open, text, 200), Code.MALFORMED);
  }

  private void frames() {
    ends("a frame of length 0", length(0), Code.MALFORMED);
    ends("a frame shorter than a header", length(7), Code.MALFORMED);
    ends("a frame of negative length", length(-1), Code.MALFORMED);
    ends("a frame one byte too long", length(Framing.MAX_MESSAGE_BYTES + 1), Code.FRAME_TOO_LARGE);
    ends("a frame of two gigabytes", length(Integer.MAX_VALUE), Code.FRAME_TOO_LARGE);
    ends("a second Hello", frame("Hello"), Code.HELLO_EXPECTED);
  }

  private byte[] frame(final String message) {
    for (final JsonArray file : new Vectors(schema).byTheme().values()) {
      for (final var each : file) {
        final JsonObject vector = each.getAsJsonObject();
        if (vector.get("name").getAsString().equals(message + ", ordinary")) {
          return HexFormat.of().parseHex(vector.get("bytes").getAsString());
        }
      }
    }
    throw new IllegalArgumentException("no vector of " + message);
  }

  private void goesOn(final String name, final byte[] frame, final Code code) {
    add(name, frame, code, false);
  }

  private void ends(final String name, final byte[] frame, final Code code) {
    add(name, frame, code, true);
  }

  private void add(
      final String name, final byte[] frame, final Code code, final boolean endsConnection) {
    final JsonObject vector = new JsonObject();
    vector.addProperty("name", name);
    vector.addProperty("bytes", HexFormat.of().formatHex(frame));
    vector.addProperty("code", code.name());
    vector.addProperty("endsConnection", endsConnection);
    if (!endsConnection) {
      final long correlationId =
          frame.length < BLOCK + Long.BYTES
              ? 0
              : new UnsafeBuffer(frame).getLong(BLOCK, ByteOrder.LITTLE_ENDIAN);
      vector.add("correlationId", CodecMessages.number(correlationId));
    }
    vectors.add(vector);
  }

  /** The frame with bytes more or fewer at its end, and a length field that says so. */
  private static byte[] resized(final byte[] frame, final int moreBytes) {
    final byte[] resized = Arrays.copyOf(frame, frame.length + moreBytes);
    new UnsafeBuffer(resized).putInt(0, resized.length - START, ByteOrder.LITTLE_ENDIAN);
    return resized;
  }

  /** The frame with another header; -1 leaves a field as it is. */
  private static byte[] header(
      final byte[] frame,
      final int blockLength,
      final int template,
      final int schemaId,
      final int version) {
    final byte[] changed = frame.clone();
    final MessageHeaderEncoder header =
        new MessageHeaderEncoder().wrap(new UnsafeBuffer(changed), START);
    if (blockLength >= 0) {
      header.blockLength(blockLength);
    }
    if (template >= 0) {
      header.templateId(template);
    }
    if (schemaId >= 0) {
      header.schemaId(schemaId);
    }
    if (version >= 0) {
      header.version(version);
    }
    return changed;
  }

  private static byte[] withUint16(final byte[] frame, final int at, final int value) {
    final byte[] changed = frame.clone();
    new UnsafeBuffer(changed).putShort(at, (short) value, ByteOrder.LITTLE_ENDIAN);
    return changed;
  }

  private static byte[] length(final int length) {
    final byte[] frame = new byte[START];
    new UnsafeBuffer(frame).putInt(0, length, ByteOrder.LITTLE_ENDIAN);
    return frame;
  }
}

package io.holdfast.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Any message by its generated codec, with its fields as JSON. Names come from the schema, bytes
 * from the codec: the two are written independently of each other.
 */
final class CodecMessages {
  private static final String PACKAGE = "io.holdfast.protocol.codec.";
  private static final int START = Framing.LENGTH_FIELD_BYTES;
  private static final long EXACT_IN_A_DOUBLE = 1L << 53;

  private CodecMessages() {}

  /** The whole frame, length field included. */
  static byte[] encode(final Schema.Message message, final JsonObject fields) {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4 * Framing.MAX_MESSAGE_BYTES]);
    final Object encoder = create(PACKAGE + message.name() + "Encoder");
    call(
        encoder,
        "wrapAndApplyHeader",
        new Class<?>[] {MutableDirectBuffer.class, int.class, MessageHeaderEncoder.class},
        buffer,
        START,
        new MessageHeaderEncoder());
    encode(encoder, message.body(), fields);
    final int messageBytes =
        MessageHeaderEncoder.ENCODED_LENGTH + (int) call(encoder, "encodedLength");
    buffer.putInt(0, messageBytes, ByteOrder.LITTLE_ENDIAN);
    return Arrays.copyOf(buffer.byteArray(), START + messageBytes);
  }

  private static void encode(
      final Object encoder, final Schema.Body body, final JsonObject fields) {
    for (final Schema.Field field : body.fields()) {
      put(encoder, field, fields.get(field.name()));
    }
    for (final Schema.Group group : body.groups()) {
      final JsonArray rows = fields.getAsJsonArray(group.name());
      final Object row =
          call(encoder, group.name() + "Count", new Class<?>[] {int.class}, rows.size());
      for (final JsonElement each : rows) {
        call(row, "next");
        encode(row, group.row(), each.getAsJsonObject());
      }
    }
    for (final Schema.Field text : body.texts()) {
      putBytes(
          encoder,
          text.name(),
          fields.get(text.name()).getAsString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void put(final Object encoder, final Schema.Field field, final JsonElement value) {
    switch (field.type().kind()) {
      case NUMBER -> putNumber(encoder, field, value);
      case ENUM -> {
        final Class<?> type = type(PACKAGE + field.type().name());
        call(encoder, field.name(), new Class<?>[] {type}, constant(type, value.getAsString()));
      }
      case SET -> {
        final Object set = call(encoder, field.name());
        call(set, "clear");
        for (final JsonElement name : value.getAsJsonArray()) {
          call(set, name.getAsString(), new Class<?>[] {boolean.class}, true);
        }
      }
      case COMPOSITE -> {
        final Object id = call(encoder, field.name());
        final UnsafeBuffer bytes = new UnsafeBuffer(HexFormat.of().parseHex(value.getAsString()));
        call(id, "hi", new Class<?>[] {long.class}, bytes.getLong(0, ByteOrder.BIG_ENDIAN));
        call(id, "lo", new Class<?>[] {long.class}, bytes.getLong(8, ByteOrder.BIG_ENDIAN));
      }
      case BYTES -> putBytes(encoder, field.name(), HexFormat.of().parseHex(value.getAsString()));
      case TEXT -> throw new IllegalStateException(field.name() + ": a text within a block");
    }
  }

  private static void putNumber(
      final Object encoder, final Schema.Field field, final JsonElement value) {
    final Method setter =
        Arrays.stream(encoder.getClass().getMethods())
            .filter(each -> each.getName().equals(field.name()) && each.getParameterCount() == 1)
            .findFirst()
            .orElseThrow();
    final Object number =
        value.isJsonNull()
            ? call(encoder, field.name() + "NullValue")
            : as(setter.getParameterTypes()[0], Long.parseLong(value.getAsString()));
    invoke(setter, encoder, number);
  }

  private static Object as(final Class<?> type, final long number) {
    if (type == long.class) {
      return number;
    }
    return type == int.class ? (Object) Math.toIntExact(number) : (Object) (short) number;
  }

  private static void putBytes(final Object encoder, final String name, final byte[] bytes) {
    call(
        encoder,
        "put" + capitalized(name),
        new Class<?>[] {byte[].class, int.class, int.class},
        bytes,
        0,
        bytes.length);
  }

  /** The fields of a frame. */
  static JsonObject decode(final Schema.Message message, final byte[] frame) {
    final Object decoder = create(PACKAGE + message.name() + "Decoder");
    call(
        decoder,
        "wrapAndApplyHeader",
        new Class<?>[] {DirectBuffer.class, int.class, MessageHeaderDecoder.class},
        new UnsafeBuffer(frame),
        START,
        new MessageHeaderDecoder());
    return decode(decoder, message.body());
  }

  private static JsonObject decode(final Object decoder, final Schema.Body body) {
    final JsonObject fields = new JsonObject();
    for (final Schema.Field field : body.fields()) {
      fields.add(field.name(), get(decoder, field));
    }
    for (final Schema.Group group : body.groups()) {
      final Object rows = call(decoder, group.name());
      final int count = (int) call(rows, "count");
      final JsonArray array = new JsonArray();
      for (int i = 0; i < count; i++) {
        array.add(decode(call(rows, "next"), group.row()));
      }
      fields.add(group.name(), array);
    }
    for (final Schema.Field text : body.texts()) {
      final byte[] bytes = new byte[(int) call(decoder, text.name() + "Length")];
      getBytes(decoder, text.name(), bytes);
      fields.addProperty(text.name(), new String(bytes, StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static JsonElement get(final Object decoder, final Schema.Field field) {
    return switch (field.type().kind()) {
      case NUMBER -> getNumber(decoder, field);
      case ENUM -> new JsonPrimitive(call(decoder, field.name()).toString());
      case SET -> getSet(decoder, field);
      case COMPOSITE -> {
        final Object id = call(decoder, field.name());
        yield new JsonPrimitive(
            HexFormat.of().toHexDigits((long) call(id, "hi"))
                + HexFormat.of().toHexDigits((long) call(id, "lo")));
      }
      case BYTES -> {
        final byte[] bytes = new byte[field.type().sizeBytes()];
        getBytes(decoder, field.name(), bytes);
        yield new JsonPrimitive(HexFormat.of().formatHex(bytes));
      }
      case TEXT -> throw new IllegalStateException(field.name() + ": a text within a block");
    };
  }

  private static JsonElement getNumber(final Object decoder, final Schema.Field field) {
    final long number = ((Number) call(decoder, field.name())).longValue();
    final long nullValue = ((Number) call(decoder, field.name() + "NullValue")).longValue();
    return field.type().optional() && number == nullValue ? JsonNull.INSTANCE : number(number);
  }

  private static JsonElement getSet(final Object decoder, final Schema.Field field) {
    final Object set = call(decoder, field.name());
    final JsonArray names = new JsonArray();
    for (final Schema.Value bit : field.type().values()) {
      if ((boolean) call(set, bit.name())) {
        names.add(bit.name());
      }
    }
    return names;
  }

  private static void getBytes(final Object decoder, final String name, final byte[] bytes) {
    call(
        decoder,
        "get" + capitalized(name),
        new Class<?>[] {byte[].class, int.class, int.class},
        bytes,
        0,
        bytes.length);
  }

  /** As a decimal string where a double would not hold it. */
  static JsonElement number(final long number) {
    return number > -EXACT_IN_A_DOUBLE && number < EXACT_IN_A_DOUBLE
        ? new JsonPrimitive(number)
        : new JsonPrimitive(Long.toString(number));
  }

  /** What a codec's class says of itself, such as the place of a field. */
  static int constant(final String codec, final String method) {
    final Class<?> type = type(PACKAGE + codec);
    return (int) invoke(method(type, method), null);
  }

  private static Object constant(final Class<?> enumType, final String name) {
    return Arrays.stream(enumType.getEnumConstants())
        .filter(each -> each.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + name));
  }

  static String capitalized(final String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static Class<?> type(final String name) {
    try {
      return Class.forName(name);
    } catch (final ClassNotFoundException e) {
      throw new IllegalArgumentException("no codec " + name, e);
    }
  }

  private static Object create(final String name) {
    try {
      return type(name).getDeclaredConstructor().newInstance();
    } catch (final ReflectiveOperationException e) {
      throw new IllegalArgumentException("no codec " + name, e);
    }
  }

  private static Object call(final Object target, final String name) {
    return call(target, name, new Class<?>[0]);
  }

  private static Object call(
      final Object target, final String name, final Class<?>[] types, final Object... arguments) {
    return invoke(method(target.getClass(), name, types), target, arguments);
  }

  private static Method method(final Class<?> type, final String name, final Class<?>... types) {
    try {
      return type.getMethod(name, types);
    } catch (final NoSuchMethodException e) {
      throw new IllegalArgumentException("no " + name + " in " + type, e);
    }
  }

  private static Object invoke(
      final Method method, final Object target, final Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (final IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (final InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException(e);
    }
  }
}

package io.holdfast.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.protocol.codec.Code;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The test vectors for clients of any language: complete, and right in both directions. */
final class TestVectorsTest {
  private static final String WRITE = "holdfast.protocol.write";
  private static final String REFUSED = "refused.json";

  private static final Path DIR =
      Path.of(System.getProperty("holdfast.root"), "protocol", "test-vectors");

  private final Schema schema = Schema.ofThisBuild();

  @Test
  void fieldsLeadToTheBytes() throws IOException {
    int vectors = 0;
    for (final JsonObject vector : accepted()) {
      final Schema.Message message = schema.message(vector.get("message").getAsString());
      final byte[] frame = CodecMessages.encode(message, vector.getAsJsonObject("fields"));
      assertThat(HexFormat.of().formatHex(frame))
          .as(vector.get("name").getAsString())
          .isEqualTo(vector.get("bytes").getAsString());
      vectors++;
    }
    assertThat(vectors).isGreaterThan(120);
  }

  @Test
  void bytesLeadToTheFields() throws IOException {
    for (final JsonObject vector : accepted()) {
      final Schema.Message message = schema.message(vector.get("message").getAsString());
      assertThat(vector.get("template").getAsInt()).isEqualTo(message.id());
      assertThat(CodecMessages.decode(message, bytes(vector)))
          .as(vector.get("name").getAsString())
          .isEqualTo(vector.getAsJsonObject("fields"));
    }
  }

  @Test
  void whatAClientSendsIsTaken() throws IOException {
    final FrameValidator validator = new FrameValidator();
    for (final JsonObject vector : accepted()) {
      if (MessageShapes.isForClients(vector.get("template").getAsInt())) {
        final byte[] frame = bytes(vector);
        assertThat(check(validator, frame))
            .as(vector.get("name").getAsString())
            .isEqualTo(Code.ACCEPTED);
        assertThat(validator.templateId()).isEqualTo(vector.get("template").getAsInt());
      }
    }
  }

  @Test
  void whatMustBeRefusedIsRefusedWithItsCode() throws IOException {
    final FrameValidator validator = new FrameValidator();
    int refused = 0;
    for (final JsonElement each : read(REFUSED)) {
      final JsonObject vector = each.getAsJsonObject();
      if (!vector.get("endsConnection").getAsBoolean()) {
        assertThat(check(validator, bytes(vector)).name())
            .as(vector.get("name").getAsString())
            .isEqualTo(vector.get("code").getAsString());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(15);
  }

  @Test
  void everyMessageHasVectorsForEveryEdge() throws IOException {
    final Map<String, JsonArray> wanted = wanted();
    final List<String> files;
    try (Stream<Path> listed = Files.list(DIR)) {
      files =
          listed
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .sorted()
              .toList();
    }
    assertThat(files).isEqualTo(List.copyOf(wanted.keySet()));
    for (final Map.Entry<String, JsonArray> file : wanted.entrySet()) {
      assertThat(read(file.getKey()))
          .as("%s: see docs/HACKING.md, Protocol", file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  /** Not a test: writes the files. */
  @Test
  void write() throws IOException {
    assumeThat(System.getProperty(WRITE)).as("-D" + WRITE + " is not set").isNotNull();
    Files.createDirectories(DIR);
    for (final Map.Entry<String, JsonArray> file : wanted().entrySet()) {
      Files.writeString(DIR.resolve(file.getKey()), Vectors.text(file.getValue()));
    }
    everyMessageHasVectorsForEveryEdge();
  }

  private Map<String, JsonArray> wanted() {
    final Map<String, JsonArray> files = new TreeMap<>(new Vectors(schema).byTheme());
    files.put(REFUSED, new RefusedFrames(schema).all());
    files.put("example.json", new ExampleSession(schema).vectors());
    return files;
  }

  private List<JsonObject> accepted() throws IOException {
    final List<JsonObject> vectors = new ArrayList<>();
    for (final String file : wanted().keySet()) {
      if (!file.equals(REFUSED)) {
        read(file).forEach(vector -> vectors.add(vector.getAsJsonObject()));
      }
    }
    return vectors;
  }

  private static JsonArray read(final String file) throws IOException {
    return JsonParser.parseString(Files.readString(DIR.resolve(file))).getAsJsonArray();
  }

  private static byte[] bytes(final JsonObject vector) {
    return HexFormat.of().parseHex(vector.get("bytes").getAsString());
  }

  private static Code check(final FrameValidator validator, final byte[] frame) {
    final UnsafeBuffer buffer = new UnsafeBuffer(frame);
    final int lengthBytes = buffer.getInt(0, ByteOrder.LITTLE_ENDIAN);
    assertThat(lengthBytes).isEqualTo(frame.length - Framing.LENGTH_FIELD_BYTES);
    return validator.check(buffer, Framing.LENGTH_FIELD_BYTES, lengthBytes);
  }
}

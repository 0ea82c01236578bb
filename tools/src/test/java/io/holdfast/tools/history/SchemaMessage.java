package io.holdfast.tools.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A message as the schema file describes it, and bytes of it that are made from that description
 * alone: no generated code.
 */
record SchemaMessage(Element message, Element schema) {
  private static final int HEADER_BYTES = 8;
  private static final int SCHEMA = 1701;
  private static final int GROUP_ENTRIES = 2;

  static List<SchemaMessage> all() {
    final Document document = parse();
    final List<SchemaMessage> all = new ArrayList<>();
    for (final Element message : elements(document.getElementsByTagName("sbe:message"))) {
      all.add(new SchemaMessage(message, document.getDocumentElement()));
    }
    return all;
  }

  private static Document parse() {
    try (InputStream file = SchemaMessage.class.getResourceAsStream("/holdfast.xml")) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
    } catch (final IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  String name() {
    return message.getAttribute("name");
  }

  int id() {
    return Integer.parseInt(message.getAttribute("id"));
  }

  /** Bytes of it, every field with a value of its own; what a reader should make of them. */
  byte[] encode(final JsonObject expected) {
    final ByteBuffer bytes = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(HEADER_BYTES);
    final Values values = new Values(schema, bytes);
    values.fields(message, expected);
    final int blockLength = bytes.position() - HEADER_BYTES;
    for (final Element child : children(message)) {
      if (child.getTagName().equals("group")) {
        values.group(child, expected);
      } else if (child.getTagName().equals("data")) {
        values.data(child, expected);
      }
    }
    bytes.putShort(0, (short) blockLength).putShort(2, (short) id()).putShort(4, (short) SCHEMA);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static List<Element> children(final Element parent) {
    return elements(parent.getChildNodes());
  }

  private static List<Element> elements(final NodeList nodes) {
    final List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  @Override
  public String toString() {
    return name();
  }

  /** Writes values and what they should be read as. */
  private static final class Values {
    private final Element schema;
    private final ByteBuffer bytes;
    private int next;

    Values(final Element schema, final ByteBuffer bytes) {
      this.schema = schema;
      this.bytes = bytes;
    }

    void fields(final Element parent, final JsonObject expected) {
      for (final Element field : children(parent)) {
        if (field.getTagName().equals("field")) {
          field(field.getAttribute("name"), field.getAttribute("type"), expected);
        }
      }
    }

    private void field(final String name, final String type, final JsonObject expected) {
      next++;
      switch (type) {
        case "Uuid" -> {
          bytes.putLong(next).putLong(-next);
          expected.addProperty(name, new Id(next, -next).toString());
        }
        case "Seed" -> seed(expected);
        case "ReserveFlags", "StockFlags" -> flags(name, type, expected);
        default -> number(name, type, expected);
      }
    }

    private void seed(final JsonObject expected) {
      final byte[] seed = new byte[32];
      Arrays.fill(seed, (byte) next);
      bytes.put(seed);
      try {
        expected.addProperty(
            "seedHash",
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(seed)));
      } catch (final NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    /** All of them. */
    private void flags(final String name, final String type, final JsonObject expected) {
      final JsonArray names = new JsonArray();
      int raw = 0;
      for (final Element set : elements(schema.getElementsByTagName("set"))) {
        if (set.getAttribute("name").equals(type)) {
          for (final Element choice : children(set)) {
            raw |= 1 << Integer.parseInt(choice.getTextContent());
            names.add(choice.getAttribute("name"));
          }
        }
      }
      bytes.put((byte) raw);
      expected.add(name, names);
    }

    private void number(final String name, final String type, final JsonObject expected) {
      switch (type) {
        case "int64", "OptionalLong" -> bytes.putLong(1L << 40 | next);
        case "int32", "OptionalInt", "OptionalUnits" -> bytes.putInt(1 << 20 | next);
        case "uint8" -> bytes.put((byte) next);
        case "uint16", "Role", "Durability" -> bytes.putShort((short) next);
        default -> throw new IllegalStateException(name + " has type " + type);
      }
      if (!name.equals("correlationId")) {
        expected.addProperty(
            name,
            switch (type) {
              case "int64", "OptionalLong" -> 1L << 40 | next;
              case "int32", "OptionalInt", "OptionalUnits" -> 1 << 20 | next;
              default -> next;
            });
      }
    }

    void group(final Element group, final JsonObject expected) {
      final int sizeAt = bytes.position();
      bytes.position(sizeAt + 4);
      final JsonArray entries = new JsonArray();
      for (int i = 0; i < GROUP_ENTRIES; i++) {
        final JsonObject entry = new JsonObject();
        fields(group, entry);
        entries.add(entry);
      }
      final int entryBytes = (bytes.position() - sizeAt - 4) / GROUP_ENTRIES;
      bytes.putShort(sizeAt, (short) entryBytes).putShort(sizeAt + 2, (short) GROUP_ENTRIES);
      expected.add(group.getAttribute("name"), entries);
    }

    void data(final Element data, final JsonObject expected) {
      next++;
      final String text = "grün " + next;
      final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      bytes.putShort((short) utf8.length).put(utf8);
      expected.addProperty(data.getAttribute("name"), text);
    }
  }
}

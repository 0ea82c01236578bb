package io.holdfast.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The schema as data: which message has which field where, and since which version. The codecs are
 * generated from the same file and know only how messages are now; how long a block was in an
 * earlier version is said here.
 */
public final class Schema {
  private static final String RESOURCE = "/holdfast.xml";

  private final int id;
  private final int version;
  private final Map<String, Type> types;
  private final List<Message> messages;

  private Schema(
      final int id,
      final int version,
      final Map<String, Type> types,
      final List<Message> messages) {
    this.id = id;
    this.version = version;
    this.types = types;
    this.messages = messages;
  }

  /** What a type is made of. */
  public enum Kind {
    /** One number. */
    NUMBER,
    /** A fixed number of bytes. */
    BYTES,
    /** A number that stands for a name. */
    ENUM,
    /** A number whose bits have names. */
    SET,
    /** Several numbers one behind the other. */
    COMPOSITE,
    /** A length and so many bytes of UTF-8; stands behind block and groups. */
    TEXT
  }

  /**
   * A value of an enum, or a bit of a set.
   *
   * @param number its number, or which bit
   */
  public record Value(String name, int number, String description) {}

  /**
   * A type of fields.
   *
   * @param primitive the number it is written as; of composites and texts empty
   * @param sizeBytes what it takes in a block; of texts 0
   * @param optional whether there is a null value
   * @param values of an enum or set
   * @param parts of a composite, in order
   */
  public record Type(
      String name,
      Kind kind,
      String primitive,
      int sizeBytes,
      boolean optional,
      List<Value> values,
      List<Field> parts,
      String description) {}

  /**
   * A field.
   *
   * @param since first version that has it
   * @param offset from the beginning of its block; of a text how many texts stand before it
   */
  public record Field(String name, Type type, int since, int offset, String description) {}

  /**
   * What follows a header: a block of fields, then groups, then texts.
   *
   * @param fields in the order of the block
   */
  public record Body(List<Field> fields, List<Group> groups, List<Field> texts) {
    /** Length of the block as it was in this version. */
    public int blockBytes(final int version) {
      int sizeBytes = 0;
      for (final Field field : fields) {
        sizeBytes += field.since <= version ? field.type.sizeBytes : 0;
      }
      return sizeBytes;
    }

    /** Texts behind block and groups in this version. */
    public int texts(final int version) {
      return (int) texts.stream().filter(text -> text.since <= version).count();
    }
  }

  /** Rows that all have the same fields; each is a body of its own. */
  public record Group(String name, int since, Body row, String description) {}

  /**
   * A message.
   *
   * @param id its template
   */
  public record Message(String name, int id, int since, Body body, String description) {}

  /** The schema that this program was built with. */
  public static Schema ofThisBuild() {
    try (InputStream in = Schema.class.getResourceAsStream(RESOURCE)) {
      return read(in);
    } catch (final IOException e) {
      throw new IllegalStateException("the schema of this build cannot be read", e);
    }
  }

  /**
   * Reads a schema.
   *
   * @throws IOException if it is none
   */
  public static Schema read(final InputStream in) throws IOException {
    try {
      final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      final DocumentBuilder builder = factory.newDocumentBuilder();
      // The exception says it; nothing is to be printed beside it.
      builder.setErrorHandler(null);
      return of(builder.parse(in).getDocumentElement());
    } catch (final ParserConfigurationException | SAXException e) {
      throw new IOException("no schema: " + e.getMessage(), e);
    }
  }

  private static Schema of(final Element root) throws IOException {
    final Map<String, Type> types = primitives();
    for (final Element each : children(root)) {
      if (each.getTagName().equals("types")) {
        for (final Element type : children(each)) {
          types.put(type.getAttribute("name"), type(type, types));
        }
      }
    }
    final List<Message> messages = new ArrayList<>();
    for (final Element each : children(root)) {
      if (each.getTagName().equals("sbe:message")) {
        messages.add(
            new Message(
                each.getAttribute("name"),
                number(each, "id", 0),
                number(each, "sinceVersion", 0),
                body(each, types),
                each.getAttribute("description")));
      }
    }
    return new Schema(
        number(root, "id", 0),
        number(root, "version", 0),
        Map.copyOf(types),
        List.copyOf(messages));
  }

  private static Map<String, Type> primitives() {
    final Map<String, Type> types = new HashMap<>();
    for (final String name :
        new String[] {"uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64"}) {
      final int sizeBytes = Integer.parseInt(name.replaceAll("\\D", "")) / Byte.SIZE;
      types.put(
          name, new Type(name, Kind.NUMBER, name, sizeBytes, false, List.of(), List.of(), ""));
    }
    return types;
  }

  private static Type type(final Element element, final Map<String, Type> types)
      throws IOException {
    return switch (element.getTagName()) {
      case "type" -> plain(element, types);
      case "enum", "set" -> values(element, types);
      case "composite" -> composite(element, types);
      default -> throw new IOException("no schema: a type <" + element.getTagName() + ">");
    };
  }

  private static Type plain(final Element element, final Map<String, Type> types)
      throws IOException {
    final Type primitive = known(element.getAttribute("primitiveType"), types);
    final int length = number(element, "length", 1);
    return new Type(
        element.getAttribute("name"),
        length == 1 ? Kind.NUMBER : Kind.BYTES,
        primitive.name,
        length * primitive.sizeBytes,
        element.getAttribute("presence").equals("optional"),
        List.of(),
        List.of(),
        element.getAttribute("description"));
  }

  private static Type values(final Element element, final Map<String, Type> types)
      throws IOException {
    final Type primitive = known(element.getAttribute("encodingType"), types);
    final List<Value> values = new ArrayList<>();
    for (final Element value : children(element)) {
      values.add(
          new Value(
              value.getAttribute("name"),
              Integer.parseInt(value.getTextContent().trim()),
              value.getAttribute("description")));
    }
    return new Type(
        element.getAttribute("name"),
        element.getTagName().equals("enum") ? Kind.ENUM : Kind.SET,
        primitive.name,
        primitive.sizeBytes,
        false,
        List.copyOf(values),
        List.of(),
        element.getAttribute("description"));
  }

  /** One that ends with data of no fixed length is a text. */
  private static Type composite(final Element element, final Map<String, Type> types)
      throws IOException {
    final List<Field> parts = new ArrayList<>();
    boolean isText = false;
    int offset = 0;
    for (final Element part : children(element)) {
      final Type type = plain(part, types);
      isText |= part.getAttribute("length").equals("0");
      parts.add(new Field(type.name, type, 0, offset, type.description));
      offset += type.sizeBytes;
    }
    return new Type(
        element.getAttribute("name"),
        isText ? Kind.TEXT : Kind.COMPOSITE,
        "",
        isText ? 0 : offset,
        false,
        List.of(),
        List.copyOf(parts),
        element.getAttribute("description"));
  }

  private static Body body(final Element element, final Map<String, Type> types)
      throws IOException {
    final List<Field> fields = new ArrayList<>();
    final List<Group> groups = new ArrayList<>();
    final List<Field> texts = new ArrayList<>();
    int offset = 0;
    for (final Element child : children(element)) {
      final String name = child.getAttribute("name");
      final int since = number(child, "sinceVersion", 0);
      final String description = child.getAttribute("description");
      switch (child.getTagName()) {
        case "field" -> {
          final Type type = known(child.getAttribute("type"), types);
          fields.add(new Field(name, type, since, offset, description));
          offset += type.sizeBytes;
        }
        case "group" -> groups.add(new Group(name, since, body(child, types), description));
        case "data" ->
            texts.add(
                new Field(
                    name,
                    known(child.getAttribute("type"), types),
                    since,
                    texts.size(),
                    description));
        default -> throw new IOException("no schema: a field <" + child.getTagName() + ">");
      }
    }
    return new Body(List.copyOf(fields), List.copyOf(groups), List.copyOf(texts));
  }

  private static Type known(final String name, final Map<String, Type> types) throws IOException {
    final Type type = types.get(name);
    if (type == null) {
      throw new IOException("no schema: nothing is known of the type '" + name + "'");
    }
    return type;
  }

  private static int number(final Element element, final String attribute, final int otherwise) {
    final String text = element.getAttribute(attribute);
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private static List<Element> children(final Element element) {
    final List<Element> children = new ArrayList<>();
    final NodeList nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      final Node node = nodes.item(i);
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  /** Number that every header of a message of this schema carries. */
  public int id() {
    return id;
  }

  /** The version that it describes; it says of every earlier one how that was, too. */
  public int version() {
    return version;
  }

  /** Messages in the order of the file. */
  public List<Message> messages() {
    return messages;
  }

  /**
   * The message of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Message message(final String name) {
    return messages.stream()
        .filter(message -> message.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no message " + name));
  }

  /**
   * The type of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Type type(final String name) {
    final Type type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no type " + name);
    }
    return type;
  }
}

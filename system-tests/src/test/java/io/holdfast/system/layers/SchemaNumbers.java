package io.holdfast.system.layers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The numbers of the SBE schema: bytes on disks and wires are read by them for ever, so none may be
 * given twice. SBE's own tool does not look at all of them.
 */
final class SchemaNumbers {
  /** Where the schema's head keeps numbers for messages to come. */
  private static final Pattern RESERVED_LIST =
      Pattern.compile("Numbers kept[^:]*:(.*?)\\.\\s", Pattern.DOTALL);

  private static final Pattern RESERVED = Pattern.compile("(\\d+)\\s+([A-Z]\\w+)");

  private final String text;
  private final Document schema;
  private final List<String> repeated = new ArrayList<>();

  private SchemaNumbers(final String text, final Document schema) {
    this.text = text;
    this.schema = schema;
  }

  static SchemaNumbers of(final Path file) throws IOException {
    try {
      final Document schema =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      return new SchemaNumbers(Files.readString(file), schema);
    } catch (final ParserConfigurationException | SAXException unreadable) {
      throw new IOException("Cannot read schema " + file, unreadable);
    }
  }

  /** Every number or name given twice, or against its reservation. */
  List<String> repeated() {
    final Map<String, String> messages = reserved();
    for (final Element message : elements("sbe:message")) {
      final String name = message.getAttribute("name");
      final String id = message.getAttribute("id");
      final String holder = messages.putIfAbsent(id, name);
      if (holder != null && !(holder.equals(name) && reserved().containsKey(id))) {
        repeated.add("message id " + id + ": " + holder + " and " + name);
      }
      checkChildren(message, "id");
    }
    elements("group").forEach(group -> checkChildren(group, "id"));
    elements("enum").forEach(values -> checkChildren(values, null));
    elements("set").forEach(choices -> checkChildren(choices, null));
    return repeated;
  }

  /** The values of an enum, name to number, in the order of the schema. */
  Map<String, Integer> valuesOf(final String enumName) {
    final Map<String, Integer> values = new LinkedHashMap<>();
    elements("enum").stream()
        .filter(each -> each.getAttribute("name").equals(enumName))
        .flatMap(each -> children(each).stream())
        .forEach(
            value ->
                values.put(
                    value.getAttribute("name"), Integer.valueOf(value.getTextContent().trim())));
    return values;
  }

  private Map<String, String> reserved() {
    final Map<String, String> reserved = new HashMap<>();
    final Matcher list = RESERVED_LIST.matcher(text);
    if (list.find()) {
      final Matcher each = RESERVED.matcher(list.group(1));
      while (each.find()) {
        reserved.put(each.group(1), each.group(2));
      }
    }
    return reserved;
  }

  /** Numbers of the children are in an attribute or, without one, in their text. */
  private void checkChildren(final Element parent, final String attribute) {
    final Map<String, String> numbers = new HashMap<>();
    final Map<String, String> names = new HashMap<>();
    for (final Element child : children(parent)) {
      final String name = child.getAttribute("name");
      final String number =
          attribute == null ? child.getTextContent().trim() : child.getAttribute(attribute);
      final String where = parent.getAttribute("name");
      final String holder = numbers.putIfAbsent(number, name);
      if (holder != null) {
        repeated.add(where + ", number " + number + ": " + holder + " and " + name);
      }
      if (names.putIfAbsent(name, number) != null) {
        repeated.add(where + ", name " + name + ": twice");
      }
    }
  }

  private List<Element> elements(final String tag) {
    return elements(schema.getElementsByTagName(tag));
  }

  private static List<Element> children(final Element parent) {
    return elements(parent.getChildNodes());
  }

  private static List<Element> elements(final NodeList nodes) {
    final List<Element> elements = new ArrayList<>();
    for (int index = 0; index < nodes.getLength(); index++) {
      final Node node = nodes.item(index);
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}

package io.holdfast.tools.explain;

import io.holdfast.protocol.codec.Code;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What every code means, in the words of the schema. */
final class CodeDescriptions {
  private static final String SCHEMA = "/holdfast.xml";

  private final Map<String, String> descriptions = new HashMap<>();

  CodeDescriptions() {
    try (InputStream schema = Code.class.getResourceAsStream(SCHEMA)) {
      final NodeList values =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(schema)
              .getElementsByTagName("validValue");
      for (int i = 0; i < values.getLength(); i++) {
        add((Element) values.item(i));
      }
    } catch (final IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(SCHEMA + " cannot be read", e);
    }
  }

  private void add(final Element value) {
    if (((Element) value.getParentNode()).getAttribute("name").equals("Code")) {
      descriptions.put(value.getAttribute("name"), value.getAttribute("description"));
    }
  }

  String of(final Code code) {
    return descriptions.getOrDefault(code.name(), "");
  }
}

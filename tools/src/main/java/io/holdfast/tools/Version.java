package io.holdfast.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** Name and version as the build wrote them, and the Java that runs it. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new IOException("version.txt is missing from the build");
      }
      final String version = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
      return new String[] {version + " (Java " + Runtime.version() + ")"};
    }
  }
}

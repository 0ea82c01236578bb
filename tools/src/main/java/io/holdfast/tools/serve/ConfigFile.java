package io.holdfast.tools.serve;

import io.holdfast.tools.cli.OperatorMistake;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A configuration file: Java properties in UTF-8, a setting per line, named as the options are. A
 * line is not continued on the next.
 */
public final class ConfigFile {
  private final Path file;
  private final Map<Setting, Given> settings = new EnumMap<>(Setting.class);

  private ConfigFile(final Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws OperatorMistake naming file, line and what is wrong
   */
  public static Map<Setting, Given> read(final Path file) {
    final ConfigFile config = new ConfigFile(file);
    try {
      final List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      for (int i = 0; i < lines.size(); i++) {
        config.readLine(i + 1, lines.get(i).strip());
      }
    } catch (final IOException e) {
      throw OperatorMistake.onFile(file, e);
    }
    return config.settings;
  }

  private void readLine(final int number, final String line) throws IOException {
    if (line.endsWith("\\")) {
      throw wrong(number, "a line is not continued on the next; double a backslash that is meant");
    }
    final Properties properties = new Properties();
    try {
      properties.load(new StringReader(line));
    } catch (final IllegalArgumentException e) {
      throw wrong(number, e.getMessage());
    }
    for (final String key : properties.stringPropertyNames()) {
      put(number, key, properties.getProperty(key).strip());
    }
  }

  private void put(final int number, final String key, final String value) {
    final Setting setting =
        Setting.of(key)
            .orElseThrow(
                () -> wrong(number, "unknown key '" + key + "'; known are " + Setting.allKeys()));
    if (value.isEmpty()) {
      throw wrong(number, key + " has no value");
    }
    if (settings.put(setting, new Given(place(number) + key, value)) != null) {
      throw wrong(number, key + " was set before");
    }
  }

  private OperatorMistake wrong(final int number, final String what) {
    return new OperatorMistake(place(number) + what);
  }

  private String place(final int number) {
    return file + ":" + number + ": ";
  }
}

package io.holdfast.tools.csv;

import io.holdfast.tools.cli.OperatorMistake;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a CSV file whole or not at all: beside its place first, then renamed. Lines end with LF
 * everywhere.
 */
public final class CsvOutput {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  /** Writes the records. */
  public interface Body {
    void write(CSVPrinter csv) throws IOException;
  }

  private CsvOutput() {}

  /**
   * Writes a file whole or not at all.
   *
   * @throws OperatorMistake if it cannot be written
   */
  public static void write(final Path file, final Body body) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A pipe or a device: it must not be replaced by a file.
        writeTo(file, body);
        return;
      }
      final Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
      try {
        writeTo(unfinished, body);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (final IOException error) {
      throw OperatorMistake.onFile(file, error);
    }
  }

  private static void writeTo(final Path file, final Body body) throws IOException {
    try (BufferedWriter text = Files.newBufferedWriter(file);
        CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
      body.write(csv);
    }
  }
}

package io.holdfast.tools.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.tools.workload.WorkloadAction;
import io.holdfast.tools.workload.WorkloadFile;
import io.holdfast.tools.workload.WorkloadSummary;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real data set is not part of the project. Give its place by {@code
 * -Dholdfast.online-retail=FILE}; the figures are those of the months 2010-12 to 2011-03, counted
 * by another program.
 */
class RealOrdersTest {
  private static final String PROPERTY = "holdfast.online-retail";

  @Test
  void everyRowIsKeptOrDroppedForAReason(@TempDir final Path dir) {
    final String file = System.getProperty(PROPERTY, "");
    assumeTrue(!file.isEmpty(), "SKIPPED: no real orders; give their file by -D" + PROPERTY);
    assertThat(Path.of(file)).as(PROPERTY).isRegularFile();
    final Path output = dir.resolve("out.csv");

    final ConversionReport report =
        RetailConverter.convert(Path.of(file), output, new ConversionOptions(BigDecimal.ONE, 0));

    assertThat(report.rowsRead()).isEqualTo(142_083);
    assertThat(report.rowsKept() + report.rowsDropped()).isEqualTo(report.rowsRead());
    assertThat(report.droppedRows(DropReason.WRITE_OFF)).isEqualTo(348);
    final WorkloadSummary summary = new WorkloadFile(output).check();
    assertThat(summary.rows()).isEqualTo(report.rowsWritten()).isEqualTo(148_111);
    assertThat(summary.rows(WorkloadAction.CANCEL)).isEqualTo(1_677);
    assertThat(output).content().contains(",cancel,541431:1:23166,,12346,23166,74215\n");
    assertThat(Files.exists(dir.resolve("out.csv.unfinished"))).isFalse();
  }
}

package io.holdfast.tools.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadFileTest {
  private static final String HEADER = "at_ms,action,reservation,basket,buyer,item,quantity\n";

  @TempDir private Path dir;

  @Test
  void adjacentRowsOfABasketAreOneStepAndOthersOneEach() throws Exception {
    final List<WorkloadStep> steps = steps(repeats());

    assertThat(steps)
        .extracting(step -> step.first().action().text() + " " + step.rows().size())
        .containsExactly(
            "restock 1",
            "restock 1",
            "reserve 2",
            "confirm 1",
            "reserve 1",
            "reserve 2",
            "confirm 1",
            "cancel 1",
            "cancel 1",
            "release 1");
    assertThat(steps.get(2).isBasket()).isTrue();
    assertThat(steps.get(2).atMs()).as("a basket is there with its last row").isEqualTo(12);
    assertThat(steps.get(3).first().isOnWholeBasket()).isTrue();
    assertThat(steps.get(4).isBasket()).isFalse();
  }

  @Test
  void basketsOneAfterTheOtherAreTwoSteps() throws IOException {
    final List<WorkloadStep> steps =
        steps(write(HEADER + "0,reserve,r1,k1,b,i,1\n0,reserve,r2,k2,b,i,1\n"));

    assertThat(steps).hasSize(2).allMatch(WorkloadStep::isBasket);
  }

  @Test
  void equalRowsAreDistinctCommandsByTheirRowNumbers() throws Exception {
    final List<WorkloadStep> steps = steps(repeats());
    final WorkloadIds ids = new WorkloadIds(1);

    final WorkloadRow firstCancel = steps.get(7).first();
    final WorkloadRow secondCancel = steps.get(8).first();
    assertThat(firstCancel.reservation()).isEqualTo(secondCancel.reservation());
    assertThat(firstCancel.row()).isEqualTo(10);
    assertThat(secondCancel.row()).isEqualTo(11);
    assertThat(ids.row(firstCancel.row())).isNotEqualTo(ids.row(secondCancel.row()));
    assertThat(ids.row(steps.get(0).first().row()))
        .isNotEqualTo(ids.row(steps.get(1).first().row()));
  }

  @Test
  void columnsMayStandInAnyOrderAndTextsStayAsTheyAre() throws IOException {
    final Path file =
        write(
            "\uFEFFquantity,item,action,buyer,basket,reservation,at_ms\r\n"
                + "3,\"a, \"\"b\"\"\",reserve, Zo\u00eb ,,r/1,7\r\n");

    final WorkloadRow row = steps(file).get(0).first();

    assertThat(row)
        .isEqualTo(
            new WorkloadRow(
                1, 2, 7, WorkloadAction.RESERVE, "r/1", "", " Zo\u00eb ", "a, \"b\"", 3));
  }

  @Test
  void emptyQuantityMeansAll() throws IOException {
    final List<WorkloadStep> steps = steps(write(HEADER + "0,confirm,r,,,,\n0,cancel,r,,,,\n"));

    assertThat(steps).allMatch(step -> step.first().quantity() == WorkloadRow.ALL);
  }

  @Test
  void aFileWithoutRowsIsFine() throws IOException {
    final Path file = write(HEADER);

    assertThat(new WorkloadFile(file).check().rows()).isZero();
    assertThat(steps(file)).isEmpty();
  }

  @Test
  void namesAreWrittenOnceInOrderOfAppearance() throws Exception {
    final Path names = dir.resolve("names.csv");
    final WorkloadIds ids = new WorkloadIds(5);

    NamesFile.write(names, new WorkloadFile(repeats()), 5);

    final List<String> lines = Files.readAllLines(names);
    assertThat(lines)
        .startsWith(
            "kind,name,id",
            "item,lamp," + ids.item("lamp"),
            "row,1," + ids.row(1),
            "row,2," + ids.row(2),
            "reservation,r1," + ids.reservation("r1"),
            "basket,k1," + ids.basket("k1"),
            "buyer,ann," + ids.buyer("ann"))
        .doesNotHaveDuplicates();
    assertThat(lines).contains("row,10," + ids.row(10), "row,11," + ids.row(11));
  }

  private static Path repeats() throws URISyntaxException {
    return Path.of(WorkloadFileTest.class.getResource("repeats.workload.csv").toURI());
  }

  private Path write(final String text) throws IOException {
    return Files.writeString(dir.resolve("w.csv"), text);
  }

  private static List<WorkloadStep> steps(final Path file) {
    final List<WorkloadStep> all = new ArrayList<>();
    try (WorkloadSteps steps = new WorkloadFile(file).steps()) {
      WorkloadStep step = steps.next();
      while (step != null) {
        all.add(step);
        step = steps.next();
      }
    }
    return all;
  }
}

package io.holdfast.tools.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures were computed outside Java, from the definition. */
class WorkloadIdsTest {
  @ParameterizedTest
  @CsvSource({
    "1, reservation, r1, 4d2ad88a-59b0-c95d-4b16-9f68f3605d57",
    "1, basket, k1, 30e115e7-72c6-b3e5-5f99-b0767c0082eb",
    "1, row, 1, cf6251ff-20bd-cc6f-020b-bcfa3ff3e091",
    "-3, reservation, 536365:3:85123A, 59a342f0-2049-3c0c-1491-7f1960ad48b8",
    "9223372036854775807, basket, Zo\u00eb, 704588c0-b5a1-522e-0c3f-a75db383b705",
  })
  void wideIdsAreTheFirst16BytesOfTheHash(
      final long sale, final String kind, final String text, final String id) {
    final WorkloadIds ids = new WorkloadIds(sale);

    assertThat(
            switch (kind) {
              case "reservation" -> ids.reservation(text);
              case "basket" -> ids.basket(text);
              default -> ids.row(Long.parseLong(text));
            })
        .isEqualTo(Id.parse(id));
  }

  @ParameterizedTest
  @CsvSource({
    "1, buyer, ann, 2351166054684003",
    "1, item, lamp, 2537507663271000",
    "-3, item, Zo\u00eb \u2603, 82216309894656",
  })
  void narrowIdsAreTheFirst53BitsOfTheHash(
      final long sale, final String kind, final String text, final long id) {
    final WorkloadIds ids = new WorkloadIds(sale);

    assertThat(kind.equals("buyer") ? ids.buyer(text) : ids.item(text)).isEqualTo(id);
  }

  @Test
  void everyJsonReaderHoldsNarrowIdsExactly() {
    final WorkloadIds ids = new WorkloadIds(1);
    for (int i = 0; i < 10_000; i++) {
      final long id = ids.item("item-" + i);
      assertThat(id).isPositive().isEqualTo((long) (double) id);
    }
  }

  @Test
  void kindAndSaleKeepEqualTextsApart() {
    final WorkloadIds ids = new WorkloadIds(1);

    assertThat(ids.reservation("x")).isNotEqualTo(ids.basket("x"));
    assertThat(ids.buyer("x")).isNotEqualTo(ids.item("x"));
    assertThat(ids.item("x")).isNotEqualTo(new WorkloadIds(2).item("x"));
  }
}

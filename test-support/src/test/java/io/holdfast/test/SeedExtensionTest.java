package io.holdfast.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SeedExtensionTest {
  private final String given = System.getProperty(SeedExtension.PROPERTY, "");

  @BeforeEach
  void startWithoutAGivenSeed() {
    System.clearProperty(SeedExtension.PROPERTY);
    Passes.seeds.clear();
  }

  @AfterEach
  void restore() {
    System.setProperty(SeedExtension.PROPERTY, given);
  }

  @Test
  void isTheGivenOne() {
    System.setProperty(SeedExtension.PROPERTY, "-42");

    assertThat(Runs.failures(Passes.class)).isEmpty();

    assertThat(Passes.seeds).containsExactly(-42L, -42L);
  }

  @Test
  void isAnotherInEveryRunUnlessGiven() {
    System.setProperty(SeedExtension.PROPERTY, "");

    Runs.run(Passes.class);
    Runs.run(Passes.class);

    assertThat(Passes.seeds).hasSize(4);
    assertThat(Passes.seeds.get(0)).isEqualTo(Passes.seeds.get(1));
    assertThat(Passes.seeds.get(0)).isNotEqualTo(Passes.seeds.get(2));
  }

  @Test
  void isPrintedWhenTheTestFailedWithTheWayToRepeatIt() {
    System.setProperty(SeedExtension.PROPERTY, "77");

    assertThat(Runs.errorsPrintedBy(Fails.class))
        .contains("Seed of fails(long) was 77")
        .contains("-Dtest='" + Fails.class.getName() + "#fails' -Dholdfast.seed=77");
  }

  @Test
  void isNotPrintedWhenTheTestPassed() {
    assertThat(Runs.errorsPrintedBy(Passes.class)).isEmpty();
  }

  @Test
  void mustBeANumber() {
    System.setProperty(SeedExtension.PROPERTY, "x1");

    assertThat(Runs.failures(Passes.class))
        .singleElement()
        .asString()
        .contains("holdfast.seed must be a whole number of 64 bits, not 'x1'");
  }

  @Test
  void belongsOnALong() {
    assertThat(Runs.failures(WrongType.class))
        .singleElement()
        .asString()
        .contains("@Seed belongs on a long");
  }

  static class Passes {
    static final List<Long> seeds = new ArrayList<>();

    @BeforeEach
    void draw(@Seed final long seed) {
      seeds.add(seed);
    }

    @Test
    void passes(@Seed final long seed) {
      seeds.add(seed);
    }
  }

  static class Fails {
    @Test
    void fails(@Seed final long seed) {
      throw new IllegalStateException("on purpose, whatever the seed " + seed);
    }
  }

  static class WrongType {
    @Test
    void wantsAnInt(@Seed final int seed) {
      throw new AssertionError(seed);
    }
  }
}

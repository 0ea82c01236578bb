package io.holdfast.tools.operate;

import io.holdfast.client.AdmissionPolicy;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How a waiting room admits; used as a mixin. What is not given is empty. */
public final class RoomOptions {
  @Option(
      names = "--admit-per-second",
      paramLabel = "N",
      description = "Waiting room: buyers admitted per second (of a new sale 100).")
  private Integer admitPerSecond;

  @Option(
      names = "--max-active",
      paramLabel = "N",
      description = "Waiting room: buyers admitted at a time (of a new sale 10000).")
  private Integer maxActive;

  @Option(
      names = "--finish",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Waiting room: time to finish once admitted (of a new sale 10m).")
  private Duration finish;

  @Option(
      names = "--admit-permille",
      paramLabel = "N",
      description =
          "Waiting room: 1000 admits as many as there are units for, 2000 twice as many (of a new"
              + " sale 1000).")
  private Integer admitPermille;

  @Option(
      names = "--return-permille",
      paramLabel = "N",
      description =
          "Waiting room: thousandths of the units held that are expected to come back (of a new sale"
              + " 0).")
  private Integer returnPermille;

  @Option(
      names = "--units-per-buyer",
      paramLabel = "N",
      description = "Waiting room: units that a buyer is expected to want (of a new sale 1).")
  private Integer unitsPerBuyer;

  /** Buyers admitted per second. */
  public OptionalInt admissionPerSecond() {
    return IfGiven.number(admitPerSecond);
  }

  /** Buyers admitted at a time. */
  public OptionalInt maxActive() {
    return IfGiven.number(maxActive);
  }

  /** Time to finish once admitted. */
  public OptionalLong finishMs() {
    return IfGiven.ms(finish);
  }

  /** Buyers admitted without a hold, in thousandths of those for whom there are units. */
  public OptionalInt admitPermille() {
    return IfGiven.number(admitPermille);
  }

  /** Thousandths of the units held that are expected to come back. */
  public OptionalInt returnPermille() {
    return IfGiven.number(returnPermille);
  }

  /** Units that a buyer is expected to want. */
  public OptionalInt unitsPerBuyer() {
    return IfGiven.number(unitsPerBuyer);
  }

  /** The policy of a new sale: the usual one where nothing is given. */
  public AdmissionPolicy policy() {
    final AdmissionPolicy usual = AdmissionPolicy.DEFAULT;
    return new AdmissionPolicy(
        admissionPerSecond().orElse(usual.admissionPerSecond()),
        maxActive().orElse(usual.maxActive()),
        finishMs().orElse(usual.finishMs()),
        admitPermille().orElse(usual.admitPermille()),
        returnPermille().orElse(usual.returnPermille()),
        unitsPerBuyer().orElse(usual.unitsPerBuyer()));
  }

  /** Whether any of them was given. */
  public boolean isAnyGiven() {
    return Stream.of(
            admitPerSecond, maxActive, finish, admitPermille, returnPermille, unitsPerBuyer)
        .anyMatch(option -> option != null);
  }
}

package io.holdfast.client;

import java.util.concurrent.TimeUnit;

/**
 * How a waiting room lets its buyers in.
 *
 * @param admissionPerSecond buyers admitted per second at most
 * @param maxActive buyers admitted and not yet through at a time
 * @param finishMs time a buyer has to finish once admitted
 * @param admitPermille of the units that can still be had, the share for which buyers are let in:
 *     1000 as many as there are units for, more than that to count on some who buy nothing
 * @param returnPermille share of the units held that is expected to come back
 * @param unitsPerBuyer units one buyer is expected to take
 */
public record AdmissionPolicy(
    int admissionPerSecond,
    int maxActive,
    long finishMs,
    int admitPermille,
    int returnPermille,
    int unitsPerBuyer) {

  /** 100 per second, 10,000 at a time, 10 minutes to finish, one unit each, nothing comes back. */
  public static final AdmissionPolicy DEFAULT =
      new AdmissionPolicy(100, 10_000, TimeUnit.MINUTES.toMillis(10), 1_000, 0, 1);

  /** What a sale without waiting room has on the wire. */
  static final AdmissionPolicy NONE = new AdmissionPolicy(0, 0, 0, 0, 0, 0);

  /** The same at another rate. */
  public AdmissionPolicy withAdmissionPerSecond(final int value) {
    return new AdmissionPolicy(
        value, maxActive, finishMs, admitPermille, returnPermille, unitsPerBuyer);
  }

  /** The same with another number of buyers at a time. */
  public AdmissionPolicy withMaxActive(final int value) {
    return new AdmissionPolicy(
        admissionPerSecond, value, finishMs, admitPermille, returnPermille, unitsPerBuyer);
  }

  /** The same with another time to finish. */
  public AdmissionPolicy withFinishMs(final long value) {
    return new AdmissionPolicy(
        admissionPerSecond, maxActive, value, admitPermille, returnPermille, unitsPerBuyer);
  }

  /** The same with another share of the units for which buyers are let in. */
  public AdmissionPolicy withAdmitPermille(final int value) {
    return new AdmissionPolicy(
        admissionPerSecond, maxActive, finishMs, value, returnPermille, unitsPerBuyer);
  }

  /** The same with another share of the held units that is expected to come back. */
  public AdmissionPolicy withReturnPermille(final int value) {
    return new AdmissionPolicy(
        admissionPerSecond, maxActive, finishMs, admitPermille, value, unitsPerBuyer);
  }

  /** The same with another number of units that one buyer is expected to take. */
  public AdmissionPolicy withUnitsPerBuyer(final int value) {
    return new AdmissionPolicy(
        admissionPerSecond, maxActive, finishMs, admitPermille, returnPermille, value);
  }
}

package io.holdfast.tools.explain;

import io.holdfast.tools.history.Subjects;

/**
 * What is asked about.
 *
 * @param id of a reservation, basket, cancel or operator command, or null
 * @param buyer or null
 * @param sale only of this sale, or null
 */
public record Question(String id, Long buyer, Long sale) {
  Subjects subjects() {
    return id == null ? new Subjects(null, buyer, sale, null) : new Subjects(id, null, null, null);
  }

  /** For messages. */
  public String text() {
    return id == null ? "buyer " + buyer + (sale == null ? "" : " in sale " + sale) : "id " + id;
  }
}

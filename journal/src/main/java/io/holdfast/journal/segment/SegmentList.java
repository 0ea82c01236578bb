package io.holdfast.journal.segment;

/** The segments of one journal, in order. More may come at the end while they are read. */
public interface SegmentList {
  /** How many are known. */
  int count();

  /** Looks whether there are more by now; true if so. */
  boolean lookForMore();

  /** Opens one, the first of which is number 0. */
  SegmentBytes open(int number);
}

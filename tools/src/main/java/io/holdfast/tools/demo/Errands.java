package io.holdfast.tools.demo;

/** Sends what buyers want to ask. For the crowd's loop. */
interface Errands {
  /** The buyer asks this when he has thought about it. */
  void ask(int buyer, Ask ask);

  /** The same, but he begins to think only after so long. */
  void askAfter(int buyer, Ask ask, long waitMs);

  /** Engine time, as near as the last answer tells, ms since 1970. */
  long engineTimeMs();

  /** Nothing is left and nothing can come back. */
  boolean isSoldOut();

  /** Ends the demo: no rule allows this. */
  void onUnexpected(String what);
}

package io.holdfast.client;

/**
 * The node answered a query with a code: nothing is there under this name, or the query was not
 * taken.
 */
public final class QueryFailedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  QueryFailedException(final String what, final Verdict verdict) {
    super(what + ": " + verdict.codeText());
    this.verdict = verdict;
  }

  /** What the node said; null if this exception has been serialized in between. */
  public Verdict verdict() {
    return verdict;
  }
}

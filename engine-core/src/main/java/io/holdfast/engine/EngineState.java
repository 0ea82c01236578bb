package io.holdfast.engine;

/** What the handlers of the commands share: the state, and the step under way. */
final class EngineState {
  /** What a command other than a Tick may change itself: a basket, and a visit for each line. */
  private static final int OWN_CHANGES = 512;

  EngineConfig config;
  final Digest digest;
  final Records records;
  final Sales sales = new Sales();
  final Accounts accounts;
  final Tickets tickets;
  final Sweep sweep;
  final Store store;
  final LiveReservations live;
  final Limits limits;
  final DueLines dues = new DueLines();
  final Backlog backlog = new Backlog();
  final Closing closing;
  final Events events;
  final Holds holds;
  final Matching matching;
  final Rooms rooms;
  final Turns turns;
  final Settling settling;
  final ReadAhead readAhead;
  final ExpiryAhead expiryAhead;
  final AccountsAhead accountsAhead;

  /** Sequence of the step under way. */
  long sequence;

  /** Engine time of the step under way. */
  long timeMs;

  /** Verdict of the step under way. */
  Verdict verdict;

  private final int tickBudget;
  private final int commandBudget;
  private int budget;
  private int spent;

  EngineState(final EngineConfig config, final Digest digest, final EventSink sink) {
    this.config = config;
    this.digest = digest;
    records = new Records(config.maxRecords());
    tickBudget = config.maxChangesPerStep();
    commandBudget = Math.max(1, tickBudget - OWN_CHANGES);
    accounts = new Accounts(config.maxReservations());
    tickets = new Tickets(config.maxTickets());
    sweep = new Sweep(this);
    store = new Store(config, records, sales, sweep, sink);
    live = new LiveReservations(records, sales, config.maxReservations());
    limits = new Limits(accounts);
    closing = new Closing(this);
    events = new Events(sink, records);
    holds = new Holds(this);
    matching = new Matching(this);
    rooms = new Rooms(this);
    turns = new Turns(this);
    settling = new Settling(this);
    readAhead = new ReadAhead(this);
    expiryAhead = new ExpiryAhead(this);
    accountsAhead = new AccountsAhead(accounts, limits);
  }

  /** Memory outside the heap that is in use. */
  long offHeapBytes() {
    return records.usedBytes() + store.usedBytes() + live.usedBytes();
  }

  void begin(
      final long stepSequence,
      final long stepTimeMs,
      final Verdict stepVerdict,
      final boolean isTick) {
    sequence = stepSequence;
    timeMs = stepTimeMs;
    verdict = stepVerdict;
    spent = 0;
    budget = isTick ? tickBudget : commandBudget;
    events.begin(stepSequence, stepTimeMs);
    store.forgetSome(stepTimeMs);
    sweep.someMore();
  }

  /**
   * Another epoch begins: everything stays, ceilings included; only the version of the rules may be
   * another than that of the epoch that led here.
   */
  void continueUnder(final EngineConfig next) {
    if (!next.equals(config.withRules(next.rulesVersion()))) {
      throw new IllegalStateException(
          "another epoch cannot have other ceilings: " + next + " after " + config);
    }
    config = next;
  }

  /** One change of due work is made. */
  void spend() {
    spent++;
  }

  void spend(final int changes) {
    spent += changes;
  }

  boolean hasBudget() {
    return spent < budget;
  }

  /** Changes of due work made in this step. */
  int spent() {
    return spent;
  }

  /** Whether a hold has lapsed and is not settled. */
  boolean anyOverdue() {
    return dues.firstMs() <= timeMs;
  }

  /** Engine time at which something happens by itself next, or {@link Sale#NEVER}. */
  long nextDueMs() {
    if (!backlog.isEmpty() || closing.isDue()) {
      return timeMs;
    }
    long next = Math.min(sales.nextTurnMs(), dues.firstMs());
    for (int i = 0; i < sales.gated().size(); i++) {
      final Room room = sales.gated().get(i).room;
      next = Math.min(next, Math.min(room.sessionDueMs(), room.admissionDueMs()));
    }
    return next;
  }

  Line lineOf(final int reservation) {
    return sales.lineAt(records.low(reservation, Store.PLACE));
  }
}

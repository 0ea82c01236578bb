package io.holdfast.tools.demo;

/** What a buyer did or was told, as the demo counts it. */
enum Deed {
  JOINED("joined the waiting room"),
  LEFT("gave their ticket back"),
  PUSHED_IN("tried to reserve before their turn and were told NOT_ADMITTED"),
  NO_SHOW("did not notice their turn"),
  TOO_LATE("noticed it when their session was over"),
  OVER_LIMIT("asked for more than one buyer may have and were told LIMIT_BUYER"),
  SOLD_OUT("were told SOLD_OUT"),
  WAITLISTED("found nothing left and went on the waitlist"),
  MATCHED("of these were given units that came free"),
  STILL_WAITING("of these waited until everything was sold"),
  RELEASED("gave their hold back"),
  LAPSED("let their hold or payment lapse"),
  BOUGHT("bought"),
  BOUGHT_LATE("of these paid after the deadline and got their units all the same"),
  REFUND_DUE("paid after the deadline when nothing was left: refund due"),
  SETTLING("were told SETTLING and asked again");

  private final String text;

  Deed(final String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}

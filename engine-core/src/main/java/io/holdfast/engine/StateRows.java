package io.holdfast.engine;

/** Rows of one kind, as many in a message as it has room for. */
abstract class StateRows {
  /** Most rows that a group can count. */
  private static final int MOST = 65_534;

  /** Room for the header, the block and the group's head of any message. */
  private static final int HEAD_BYTES = 256;

  final StateMessages messages;

  private final int section;
  private final int most;
  private int rows;
  private long total;

  StateRows(final StateMessages messages, final int section, final int longestRowBytes) {
    this.messages = messages;
    this.section = section;
    most = Math.min(MOST, (SnapshotSink.LARGEST_MESSAGE_BYTES - HEAD_BYTES) / longestRowBytes);
  }

  /** Begins a message with room for so many rows. */
  abstract void begin(int mostRows);

  /** Ends the message with the rows it has; returns its length without header. */
  abstract int end();

  /** To be called before each row. */
  final void next() {
    if (rows == most) {
      flush();
    }
    if (rows == 0) {
      begin(most);
    }
    rows++;
    total++;
  }

  /** Hands over what is not handed over yet. */
  final void flush() {
    if (rows > 0) {
      messages.send(section, rows, end());
      rows = 0;
    }
  }

  /** Rows of all messages. */
  final long total() {
    return total;
  }
}

package io.holdfast.engine;

import io.holdfast.protocol.codec.StateBacklogEncoder;
import io.holdfast.protocol.codec.StateBacklogEncoder.LinesEncoder;

/** Writes the lines that owe units to their waitlists, in order. */
final class BacklogRows extends StateRows {
  private final StateBacklogEncoder message = new StateBacklogEncoder();
  private final EngineState engine;
  private final StateNumbers numbers;
  private LinesEncoder rows;

  BacklogRows(final StateMessages messages, final EngineState engine, final StateNumbers numbers) {
    super(messages, StateBacklogEncoder.TEMPLATE_ID, LinesEncoder.sbeBlockLength());
    this.engine = engine;
    this.numbers = numbers;
  }

  void write() {
    for (Line line = engine.backlog.firstOrNull(); line != null; line = line.backlogNext) {
      next();
      rows.next().line(numbers.ofLine(line.ordinal));
    }
    flush();
  }

  @Override
  void begin(final int mostRows) {
    message.wrapAndApplyHeader(messages.buffer, 0, messages.header);
    rows = message.linesCount(mostRows);
  }

  @Override
  int end() {
    rows.resetCountToIndex();
    return message.encodedLength();
  }
}

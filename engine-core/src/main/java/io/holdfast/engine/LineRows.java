package io.holdfast.engine;

import io.holdfast.protocol.codec.StateLinesEncoder;
import io.holdfast.protocol.codec.StateLinesEncoder.LinesEncoder;

/** Writes the lines of every sale in order of creation. */
final class LineRows extends StateRows {
  private final StateLinesEncoder message = new StateLinesEncoder();
  private final EngineState engine;
  private final StateNumbers numbers;
  private LinesEncoder rows;
  private Sale sale;

  LineRows(final StateMessages messages, final EngineState engine, final StateNumbers numbers) {
    super(messages, StateLinesEncoder.TEMPLATE_ID, LinesEncoder.sbeBlockLength());
    this.engine = engine;
    this.numbers = numbers;
  }

  void write() {
    for (final Sale each : engine.sales.sales()) {
      sale = each;
      for (final Line line : each.lines()) {
        next();
        rows.next()
            .item(line.item)
            .created(line.created)
            .available(line.available())
            .held(line.held())
            .sold(line.sold());
      }
      flush();
    }
  }

  @Override
  void begin(final int mostRows) {
    message
        .wrapAndApplyHeader(messages.buffer, 0, messages.header)
        .sale(numbers.ofSale(sale.ordinal));
    rows = message.linesCount(mostRows);
  }

  @Override
  int end() {
    rows.resetCountToIndex();
    return message.encodedLength();
  }
}

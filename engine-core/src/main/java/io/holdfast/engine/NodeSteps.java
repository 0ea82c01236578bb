package io.holdfast.engine;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OutageDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import org.agrona.DirectBuffer;

/** The steps that the node makes by itself. */
final class NodeSteps {
  private final EngineState engine;
  private final TickHandler ticks;
  private final OutageDecoder outage = new OutageDecoder();

  NodeSteps(final EngineState engine) {
    this.engine = engine;
    ticks = new TickHandler(engine);
  }

  /** Executes the step; false: it is none of the node's. */
  boolean execute(
      final int template,
      final DirectBuffer buffer,
      final int offset,
      final MessageHeaderDecoder header) {
    switch (template) {
      case TickDecoder.TEMPLATE_ID -> ticks.execute();
      case OutageDecoder.TEMPLATE_ID ->
          giveGrace(outage.wrapAndApplyHeader(buffer, offset, header).graceMs());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The node was down: nothing lapses for a while. */
  private void giveGrace(final long graceMs) {
    final long untilMs = engine.timeMs + graceMs;
    for (int i = 0; i < engine.sales.sales().size(); i++) {
      final Sale sale = engine.sales.sales().get(i);
      if (sale.graceUntilMs < untilMs) {
        engine.turns.giveGrace(sale, untilMs);
        engine.verdict.granted++;
      }
    }
  }
}

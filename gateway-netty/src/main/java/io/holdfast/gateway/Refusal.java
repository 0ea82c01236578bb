package io.holdfast.gateway;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.TickDecoder;

/**
 * What is not taken at the moment, and the code that says why.
 *
 * @param code "not taken"
 * @param scope which requests it is about
 */
record Refusal(Code code, Scope scope) {
  /** Which requests. */
  enum Scope {
    /** Reserve, ReserveBasket and JoinQueue: what begins something that later commands end. */
    DEMAND,
    /** Everything that is journaled. */
    COMMANDS,
    /** Queries too. */
    EVERYTHING
  }

  /** Whether a request of this template is refused. */
  boolean covers(final int template) {
    return switch (scope) {
      case DEMAND ->
          template == ReserveDecoder.TEMPLATE_ID
              || template == ReserveBasketDecoder.TEMPLATE_ID
              || template == JoinQueueDecoder.TEMPLATE_ID;
      // The schema gives commands the numbers below those of the node's own steps.
      case COMMANDS -> template < TickDecoder.TEMPLATE_ID;
      case EVERYTHING -> true;
    };
  }
}

package io.holdfast.tools.demo;

import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * What the node says of the demo's one line.
 *
 * @param available units that can be held
 * @param held units held
 * @param sold units sold
 * @param waiting entries on the waitlist
 */
record LineReport(long available, long held, long sold, int waiting) {

  static LineReport read(final DirectBuffer buffer, final int offset) {
    final LinePageDecoder page =
        new LinePageDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    final LinePageDecoder.LinesDecoder row = page.lines().next();
    return new LineReport(row.available(), row.held(), row.sold(), row.waiting());
  }
}

package io.holdfast.protocol;

import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.QueryReservationDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;

/**
 * How every message looked in every version of the protocol: length of its block, rows, texts. By
 * this a node takes what older clients send, and a client what older and newer nodes answer.
 */
public final class MessageShapes {
  private final int newest;
  private final Shape[][] shapes;

  /** What follows a template's header: a block, rows of one group or none, texts. */
  record Shape(int blockBytes, int rowBytes, int texts) {}

  MessageShapes(final Schema schema) {
    newest = schema.version();
    final int templates =
        1 + schema.messages().stream().mapToInt(Schema.Message::id).max().orElse(0);
    shapes = new Shape[newest + 1][templates];
    for (int version = 0; version <= newest; version++) {
      for (final Schema.Message message : schema.messages()) {
        if (message.since() <= version) {
          shapes[version][message.id()] = shape(message.body(), version);
        }
      }
    }
  }

  /** Those of the schema that this program was built with. */
  public static MessageShapes ofThisBuild() {
    return Holder.OF_THIS_BUILD;
  }

  /** Read when it is first needed, and once. */
  private static final class Holder {
    private static final MessageShapes OF_THIS_BUILD = new MessageShapes(Schema.ofThisBuild());
  }

  private static Shape shape(final Schema.Body body, final int version) {
    int rowBytes = 0;
    for (final Schema.Group group : body.groups()) {
      if (group.since() <= version) {
        rowBytes = group.row().blockBytes(version);
      }
    }
    return new Shape(body.blockBytes(version), rowBytes, body.texts(version));
  }

  /** The newest version that it knows. */
  int newest() {
    return newest;
  }

  /** The shape of this message in this version; null if there was no such message. */
  Shape of(final int template, final int version) {
    return version > newest || template >= shapes[version].length
        ? null
        : shapes[version][template];
  }

  /**
   * Whether it is Hello, Heartbeat, a command or a query, which a client sends. The schema gives
   * commands the numbers from Reserve to the node's own steps, and queries those from there to the
   * answers.
   */
  static boolean isForClients(final int template) {
    return template == HelloDecoder.TEMPLATE_ID
        || template == HeartbeatDecoder.TEMPLATE_ID
        || (template >= ReserveDecoder.TEMPLATE_ID && template < TickDecoder.TEMPLATE_ID)
        || (template >= QueryReservationDecoder.TEMPLATE_ID
            && template < VerdictDecoder.TEMPLATE_ID);
  }

  /**
   * The least length of the block of a message of the node, by the version in its header. A newer
   * version than is known here has at least what the newest known one has.
   *
   * @return 0 for a message that is not known
   */
  public int leastBlockBytes(final int template, final int version) {
    final Shape shape = of(template, Math.min(version, newest));
    return shape == null ? 0 : shape.blockBytes;
  }

  /** The same of the rows of its group; 0 also for a message without one. */
  public int leastRowBytes(final int template, final int version) {
    final Shape shape = of(template, Math.min(version, newest));
    return shape == null ? 0 : shape.rowBytes;
  }
}

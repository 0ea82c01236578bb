package io.holdfast.gateway;

import io.holdfast.protocol.FrameValidator;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.Versions;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.Role;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Judges the first message of a connection: whether it is a Hello, and what the connection is
 * granted. For one event loop; used by one connection at a time, which reads the result before the
 * next.
 */
final class Handshake {
  /** What became of the bytes. */
  enum Outcome {
    /** The first message is not whole yet; nothing has happened. */
    NOT_WHOLE,
    /** The connection must end; {@link #code} and {@link #text} say why. */
    REFUSED,
    /** The connection is open; what was granted is to be given back at its end. */
    GRANTED
  }

  private final GatewayContext gateway;
  private final FrameValidator validator = new FrameValidator();
  private final HelloDecoder hello = new HelloDecoder();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private Code code;
  private String text;
  private int bytesTaken;
  private Role role;
  private int windowSlots;
  private CredentialUse credential;
  private int protocolVersion;

  Handshake(final GatewayContext gateway) {
    this.gateway = gateway;
  }

  /** Looks at what has arrived of a connection that has not said Hello yet. */
  Outcome take(final DirectBuffer buffer, final int lengthBytes) {
    if (lengthBytes < Framing.LENGTH_FIELD_BYTES) {
      return Outcome.NOT_WHOLE;
    }
    final int messageBytes = buffer.getInt(0, ByteOrder.LITTLE_ENDIAN);
    if (messageBytes < MessageHeaderDecoder.ENCODED_LENGTH
        || messageBytes > Framing.MAX_MESSAGE_BYTES) {
      return refused(Code.HELLO_EXPECTED, "not a Hello");
    }
    if (lengthBytes < Framing.LENGTH_FIELD_BYTES + messageBytes) {
      return Outcome.NOT_WHOLE;
    }
    final Code shape = validator.check(buffer, Framing.LENGTH_FIELD_BYTES, messageBytes);
    if (shape != Code.ACCEPTED || validator.templateId() != HelloDecoder.TEMPLATE_ID) {
      return refused(
          shape == Code.ACCEPTED ? Code.HELLO_EXPECTED : shape, "the first message is no Hello");
    }
    hello.wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, header);
    bytesTaken = Framing.LENGTH_FIELD_BYTES + messageBytes;
    return judge();
  }

  private Outcome judge() {
    protocolVersion = Versions.agree(hello.protocolVersion());
    if (protocolVersion == Versions.NONE) {
      return refused(
          Code.UNSUPPORTED_VERSION,
          "this node speaks versions " + Versions.oldest() + " to " + Versions.newest());
    }
    role = role(hello.roleRaw());
    if (role == Role.NULL_VAL) {
      return refused(Code.MALFORMED, "no such role");
    }
    credential = null;
    if (gateway.credentials().areRequired()) {
      hello.skipClientName();
      credential = gateway.credentials().find(hello.credential());
      if (credential == null || !credential.permits(role)) {
        return refused(Code.NOT_AUTHENTICATED, "no such credential, or not one for this role");
      }
    }
    return admit();
  }

  private Outcome admit() {
    final Refusal refusal = gateway.refusal();
    if (refusal != null && refusal.code() == Code.SHUTTING_DOWN) {
      return refused(Code.SHUTTING_DOWN, "the node is stopping");
    }
    if (credential != null && !credential.enter()) {
      return refused(
          Code.TOO_MANY_CONNECTIONS, "the credential has as many connections as it may have");
    }
    final boolean hasRoom = role == Role.OBSERVER ? grantNone() : grantWindow();
    if (!hasRoom && credential != null) {
      credential.leave();
    }
    return hasRoom ? Outcome.GRANTED : Outcome.REFUSED;
  }

  private boolean grantWindow() {
    windowSlots = gateway.windows().grant(hello.windowSlots());
    if (windowSlots == WindowPool.NONE_LEFT) {
      refused(Code.NO_WINDOW_LEFT, "the node has as many connections as it can have");
      return false;
    }
    return true;
  }

  /** Nothing of an observer goes through the ring, so it takes no window. */
  private boolean grantNone() {
    windowSlots = 0;
    if (!gateway.observers().take()) {
      refused(Code.TOO_MANY_CONNECTIONS, "the node has as many observers as it may have");
      return false;
    }
    return true;
  }

  /** The codec would throw at a number that is no role. */
  private static Role role(final short number) {
    for (final Role known : Role.values()) {
      if (known.value() == number) {
        return known;
      }
    }
    return Role.NULL_VAL;
  }

  private Outcome refused(final Code because, final String inWords) {
    code = because;
    text = inWords;
    return Outcome.REFUSED;
  }

  /** Why it was refused. */
  Code code() {
    return code;
  }

  /** Why it was refused, for people. */
  String text() {
    return text;
  }

  /** Length of the Hello that was granted, its length field included. */
  int bytesTaken() {
    return bytesTaken;
  }

  /** The version that requests may be of at most. */
  int protocolVersion() {
    return protocolVersion;
  }

  /** What the connection may send. */
  Role role() {
    return role;
  }

  /** Which credential was proven; counted, and to leave in the end. Null if none is asked for. */
  CredentialUse credential() {
    return credential;
  }

  /** Slots that were granted. */
  int windowSlots() {
    return windowSlots;
  }
}

package io.holdfast.client;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.Versions;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.HelloEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.WelcomeDecoder;

/** The first two messages of a session. */
final class Handshake {
  private Handshake() {}

  static void hello(final OutBuffer out, final SessionConfig config) {
    final byte[] name = Texts.utf8(config.clientName());
    final byte[] credential = Texts.utf8(config.credential());
    final int messageBytes =
        MessageHeaderEncoder.ENCODED_LENGTH
            + HelloEncoder.BLOCK_LENGTH
            + HelloEncoder.clientNameHeaderLength()
            + name.length
            + HelloEncoder.credentialHeaderLength()
            + credential.length;
    final int offset = out.claim(messageBytes);
    new HelloEncoder()
        .wrapAndApplyHeader(out.view(), offset, new MessageHeaderEncoder())
        .protocolVersion(Versions.newest())
        .role(config.role())
        .windowSlots(config.windowSlots())
        .putClientName(name, 0, name.length)
        .putCredential(credential, 0, credential.length);
  }

  /**
   * The limits in a Welcome; an observer's window has no slots.
   *
   * @throws IllegalArgumentException saying what no node would grant
   */
  static SessionLimits limits(final WelcomeDecoder welcome, final Role role) {
    if (!Versions.speaks(welcome.protocolVersion())) {
      throw new IllegalArgumentException(
          "protocol version %d, where this client speaks %d to %d"
              .formatted(welcome.protocolVersion(), Versions.oldest(), Versions.newest()));
    }
    final int maxFrameBytes = atLeastOne("maxFrameBytes", welcome.maxFrameBytes());
    final Durability durability = WireEnum.DURABILITY.of(welcome.durabilityRaw());
    return new SessionLimits(
        role == Role.OBSERVER && welcome.windowSlots() == 0
            ? 0
            : atLeastOne("windowSlots", welcome.windowSlots()),
        atLeastOne("slotBytes", welcome.slotBytes()),
        atLeastOne("listSlots", welcome.listSlots()),
        Math.min(maxFrameBytes, Framing.MAX_MESSAGE_BYTES),
        atLeastOne("heartbeatMs", welcome.heartbeatMs()),
        welcome.epoch(),
        welcome.timeMs(),
        durability);
  }

  private static int atLeastOne(final String name, final int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value);
    }
    return value;
  }
}

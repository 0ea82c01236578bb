package io.holdfast.client;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What went wrong, in words. */
final class Causes {
  private Causes() {}

  /** Whether it is about the network or the other side, and not a fault of this program. */
  static boolean areOutside(final Throwable cause) {
    return decoded(cause) instanceof IOException;
  }

  /** What was found out by a decoder comes wrapped. */
  private static Throwable decoded(final Throwable cause) {
    return cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
  }

  /** The innermost message: the outer ones only say that something is wrong. */
  static String innermost(final Throwable cause) {
    Throwable inner = cause;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
  }

  /** The message; with the exception's name where the message alone would say little. */
  static String text(final Throwable outer) {
    final Throwable cause = decoded(outer);
    final String message = cause.getMessage();
    if (cause instanceof NotSslRecordException) {
      return "TLS: the node does not speak it";
    }
    if (cause instanceof SSLException) {
      return "TLS: " + innermost(cause);
    }
    if (cause instanceof UnknownHostException) {
      return "unknown host " + message;
    }
    if (cause instanceof ConnectException && message != null && message.contains("refused")) {
      return "connection refused";
    }
    if (cause instanceof IOException && message != null) {
      return message;
    }
    return cause.toString();
  }
}

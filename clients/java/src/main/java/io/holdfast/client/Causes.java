package io.holdfast.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** What went wrong, in words. */
final class Causes {
  private Causes() {}

  /** The message; with the exception's name where the message alone would say little. */
  static String text(final Throwable cause) {
    final String message = cause.getMessage();
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

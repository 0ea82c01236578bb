package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.tools.CommandLineRun;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs verbs against a node that says what the test tells it to. */
abstract class AskedNodeTest {
  static final String ID = "0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f";
  static final String OTHER_ID = "0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e10";

  AnsweringNode node;

  @BeforeEach
  final void start() throws IOException {
    node = new AnsweringNode();
  }

  @AfterEach
  final void stop() throws IOException {
    node.close();
  }

  final MessageHeaderDecoder header() {
    return new MessageHeaderDecoder();
  }

  final JsonObject json(final String words) {
    return shell().json(split(words));
  }

  /** Standard output of a verb that must say yes. */
  final String yes(final String words) {
    return shell().yes(split(words));
  }

  /** Standard error of a verb that must say no, one line. */
  final String no(final String words) {
    return shell().no(split(words));
  }

  final CommandLineRun run(final String words) {
    return shell().run(split(words));
  }

  private Shell shell() {
    return new Shell(node.address());
  }

  private static Object[] split(final String words) {
    return words.split(" ");
  }
}

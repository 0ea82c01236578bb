package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
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
    return JsonParser.parseString(yes(words + " --json")).getAsJsonObject();
  }

  /** Standard output of a verb that must say yes. */
  final String yes(final String words) {
    final CommandLineRun run = run(words);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  /** Standard error of a verb that must say no, one line. */
  final String no(final String words) {
    final CommandLineRun run = run(words);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).doesNotContain("\tat ");
    return run.err();
  }

  final CommandLineRun run(final String words) {
    return CommandLineRun.of((Object[]) (words + " --connect " + node.address()).split(" "));
  }
}

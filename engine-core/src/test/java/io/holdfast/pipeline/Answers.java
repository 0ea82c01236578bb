package io.holdfast.pipeline;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The answers to one client, in the order in which they came. */
final class Answers implements ReplyTarget {
  /**
   * One answer.
   *
   * @param journaledUpTo position up to which the journal had everything when the answer came
   */
  record Answer(
      long correlationId, Code code, int slots, UnsafeBuffer message, long journaledUpTo) {
    int templateId() {
      return new MessageHeaderDecoder().wrap(message, 0).templateId();
    }

    VerdictDecoder verdict() {
      return new VerdictDecoder().wrapAndApplyHeader(message, 0, new MessageHeaderDecoder());
    }
  }

  private final RecordingJournal journal;
  private final List<Answer> answers = new ArrayList<>();

  Answers(final RecordingJournal journal) {
    this.journal = journal;
  }

  @Override
  public void onReply(final Reply reply) {
    final UnsafeBuffer message = new UnsafeBuffer(new byte[reply.lengthBytes()]);
    reply.write(message, 0);
    final Answer answer =
        new Answer(
            reply.correlationId(), reply.code(), reply.slots(), message, journal.appendedUpTo());
    synchronized (answers) {
      answers.add(answer);
    }
  }

  int count() {
    synchronized (answers) {
      return answers.size();
    }
  }

  List<Answer> all() {
    synchronized (answers) {
      return List.copyOf(answers);
    }
  }

  /** All answers, once there are so many. */
  List<Answer> await(final int count) {
    Await.until(count + " answers have come", () -> count() >= count);
    return all();
  }
}

package io.holdfast.gateway;

import io.holdfast.pipeline.ReplyTarget;
import java.util.ArrayList;
import java.util.List;

/** Collects the connections that got answers in the batch under way. For the pipeline's thread. */
final class ReplyCollector implements ReplyTarget.BatchListener {
  private final List<Connection> answered = new ArrayList<>();

  void add(final Connection connection) {
    answered.add(connection);
  }

  @Override
  public void onBatchEnd() {
    if (answered.isEmpty()) {
      return;
    }
    for (int i = 0; i < answered.size(); i++) {
      answered.get(i).publishAnswers();
    }
    for (int i = 0; i < answered.size(); i++) {
      answered.get(i).flusher().flush();
    }
    answered.clear();
  }
}

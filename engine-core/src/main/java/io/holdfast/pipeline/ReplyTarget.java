package io.holdfast.pipeline;

/** Where the answers to requests go. */
public interface ReplyTarget {
  /**
   * An answer that may be seen: the acknowledge gate has passed it. Called on the pipeline's
   * thread, in order of the requests; must not block. The reply is valid during the call only.
   */
  void onReply(Reply reply);

  /** Told when replies were handed out, so that what they brought can be flushed at once. */
  interface BatchListener {
    /**
     * Called on the pipeline's thread after the last reply of a batch, or of the batches that
     * shared a sync; must not block.
     */
    void onBatchEnd();
  }
}

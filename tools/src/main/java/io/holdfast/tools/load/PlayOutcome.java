package io.holdfast.tools.load;

import io.holdfast.protocol.codec.Durability;

/**
 * How a play ended.
 *
 * @param durability class of every verdict
 * @param nanos from the connection to the last answer
 * @param unanswered commands sent, or about to be sent again, that have no answer
 * @param gaveUpBecause empty if the workload was played to its end
 */
record PlayOutcome(
    Durability durability, PlayTally tally, long nanos, long unanswered, String gaveUpBecause) {}

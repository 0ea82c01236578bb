/**
 * The ring and what goes round it: gateways put requests in, one thread at a time takes a batch
 * through logic, journal and reply. {@link io.holdfast.pipeline.CompactPipeline} has the picture.
 * Other modules plug in at three ports: {@link io.holdfast.pipeline.CommandIngress} (gateways),
 * {@link io.holdfast.pipeline.BatchJournal} (the journal) and {@link
 * io.holdfast.pipeline.ReplyTarget} (where answers go).
 */
package io.holdfast.pipeline;

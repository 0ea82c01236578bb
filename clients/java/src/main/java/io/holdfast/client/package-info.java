/**
 * The Java client of a Holdfast node.
 *
 * <p>{@link io.holdfast.client.HoldfastClient} is what an application uses: commands from any
 * thread, answers as futures. Below it, {@link io.holdfast.client.ClientLoop} and {@link
 * io.holdfast.client.Session} send and receive on one event-loop thread without allocating per
 * command; they are for load generators and gateways of one's own.
 */
package io.holdfast.client;

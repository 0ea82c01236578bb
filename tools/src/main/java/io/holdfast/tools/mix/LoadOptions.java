package io.holdfast.tools.mix;

/**
 * How to drive a node with the default mix.
 *
 * @param connections TCP connections
 * @param window requests in flight per connection, at most
 * @param rate offered commands per second over all connections (open loop), or 0: as fast as the
 *     windows allow (closed loop)
 * @param warmUpSeconds driven the same way before anything is counted
 * @param seconds counted
 * @param live holds alive beyond which every Reserve is paired with a Release of the oldest
 */
public record LoadOptions(
    int connections, int window, long rate, int warmUpSeconds, int seconds, int live) {}

package io.holdfast.gateway;

/** What a connection has subscribed to, named by the correlation id of the request. */
interface Subscription {
  /** Of the Subscribe; every update repeats it. */
  long correlationId();
}

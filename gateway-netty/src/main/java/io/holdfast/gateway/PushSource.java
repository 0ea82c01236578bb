package io.holdfast.gateway;

import io.holdfast.pipeline.SaleBoard;
import io.holdfast.pipeline.Watches;

/**
 * Where subscriptions get from what they show.
 *
 * @param board the numbers of sales
 * @param watches those who want changes of reservations and tickets
 */
public record PushSource(SaleBoard board, Watches watches) {}

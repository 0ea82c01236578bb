package io.holdfast.client;

import io.holdfast.protocol.codec.SaleState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sale's waiting room as the node sees it.
 *
 * @param sale whose it is
 * @param state of the sale
 * @param timeMs engine time of this answer, ms since 1970
 * @param joined places given out so far
 * @param drawn places that the shuffle ordered: those given out before the opening; empty: not open
 *     yet
 * @param admittedUpTo places before this one have had their turn
 * @param admitted buyers admitted so far
 * @param waiting tickets WAITING
 * @param active tickets ADMITTED
 * @param activeIdle of these, without a hold or a purchase
 * @param done sessions that ended DONE
 * @param expired sessions that ended EXPIRED
 * @param left tickets that were given back
 * @param policy how buyers are let in
 * @param soldOut whether nothing is available and nothing held
 * @param seedHash SHA-256 of the seed, 64 hexadecimal digits
 * @param seed empty before the opening
 */
public record RoomInfo(
    long sale,
    SaleState state,
    long timeMs,
    long joined,
    OptionalLong drawn,
    long admittedUpTo,
    long admitted,
    int waiting,
    int active,
    int activeIdle,
    long done,
    long expired,
    long left,
    AdmissionPolicy policy,
    boolean soldOut,
    String seedHash,
    Optional<RoomSeed> seed) {}

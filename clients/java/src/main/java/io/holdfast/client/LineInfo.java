package io.holdfast.client;

/**
 * The stock of one item in one sale. Always {@code available + held + sold = received}.
 *
 * @param sale whose line it is
 * @param item the line's item
 * @param received units put in minus units taken out
 * @param available units that can be held now
 * @param held units held
 * @param sold units sold
 * @param waiting entries on the waitlist
 * @param waitingUnits units they ask for
 */
public record LineInfo(
    long sale,
    long item,
    long received,
    long available,
    long held,
    long sold,
    int waiting,
    long waitingUnits) {}

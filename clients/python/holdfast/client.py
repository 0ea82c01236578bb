"""A connection to a node: handshake, window, heartbeats, requests and their answers."""

import os
import selectors
import socket
import ssl
import struct
import threading
import time
from concurrent.futures import Future, TimeoutError as FutureTimeout

from . import frames

NO_ID = "0" * 32
_ANSWERS = frozenset(
    ["Verdict", "ReservationView", "SalePage", "LinePage", "TicketView", "RoomView", "BuyerPage",
     "NodeStatus", "Heartbeat"])
_LONG_ANSWERS = frozenset(["QuerySale", "ListSales", "ListLines", "QueryRoom", "QueryBuyer"])
_OUTSIDE_THE_WINDOW = frozenset(["Heartbeat", "QueryStatus", "SubscribeSale", "Unsubscribe"])
_UPDATES = frozenset(["SaleUpdate", "ReservationUpdate", "TicketUpdate"])


class HoldfastError(Exception):
    """Whatever goes wrong between a client and its node."""


class Refused(HoldfastError):
    """The node said Goodbye instead of Welcome, or to an open connection."""

    def __init__(self, goodbye):
        super().__init__("the node said goodbye: %(code)s: %(text)s" % goodbye)
        self.code = goodbye["code"]


class NotSent(HoldfastError):
    """Nothing has happened: the request never left this client."""


class OutcomeUnknown(HoldfastError):
    """No answer will come on this connection. Send the same command again, under the same id."""


class QueryFailed(HoldfastError):
    """The node had nothing to show, and says why in a verdict."""

    def __init__(self, verdict):
        super().__init__(verdict.code_text)
        self.verdict = verdict


class Verdict:
    """What the node decided. The fields of the message are attributes of the same names."""

    def __init__(self, fields):
        self.fields = fields
        self.number = frames.number_of("Code", fields["code"])
        self.kind = kind_of(self.number)

    def __getattr__(self, name):
        try:
            return self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def accepted(self):
        """Whether the command was executed, now or before."""
        return self.number == 0

    @property
    def repeated(self):
        """Whether the command was seen before, and this is what it was told then."""
        return "repeated" in self.fields["marks"]

    @property
    def late(self):
        """Whether it was confirmed after the deadline; the units were taken again."""
        return "late" in self.fields["marks"]

    @property
    def code_text(self):
        """The code's name; its number where only newer nodes know it."""
        code = self.fields["code"]
        return "code %d" % code if isinstance(code, int) else code

    def __repr__(self):
        return "Verdict(%s)" % ", ".join(
            "%s=%r" % (name, value) for name, value in self.fields.items())


class Subscription:
    """What a listener hears of; it has heard the first update."""

    def __init__(self, client, listener):
        self._client = client
        self._listener = listener
        self._sequence = -1
        self.correlation_id = None

    def close(self):
        """Ends it; the listener hears nothing more. Not to be called by a listener."""
        self._client.unsubscribe(self)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def take(self, update):
        """For the client: hands an update to the listener, if none is missing before it."""
        if update["fromSequence"] != self._sequence:
            raise frames.ProtocolError("an update from %d on after one up to %d"
                                       % (update["fromSequence"], self._sequence))
        self._sequence = update["sequence"]
        try:
            self._listener(update)
        except Exception as problem:
            raise HoldfastError("a listener failed: %r" % problem) from problem


def kind_of(number):
    """The kind of a code, told by its range, also of one that is not known here."""
    if number == 0:
        return "accepted"
    for first, kind in ((1000, "not taken"), (2000, "not now"), (3000, "final")):
        if first <= number < first + 1000:
            return kind
    raise frames.ProtocolError("no code has the number %d" % number)


def new_id():
    """An id for a reservation, basket or command: a UUIDv7, as 32 hex digits."""
    raw = bytearray(struct.pack(">Q", time.time_ns() // 1_000_000)[2:] + os.urandom(10))
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    return raw.hex()


class Encrypted:
    """A TLS socket that one thread may read while another writes, which Python's are not made for.

    So nothing waits inside of it: it is asked under a lock, and waited for outside of that.
    """

    def __init__(self, connection, context, host, timeout):
        self._lock = threading.Lock()
        self._timeout = timeout
        self._tls = context.wrap_socket(connection, server_hostname=host)
        self._tls.setblocking(False)

    def settimeout(self, timeout):
        """As that of a socket."""
        self._timeout = timeout

    def recv(self, count):
        """As that of a socket."""
        return self._do(lambda: self._tls.recv(count))

    def sendall(self, data):
        """As that of a socket; one thread at a time."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._do(lambda part=rest: self._tls.send(part)):]

    def _do(self, step):
        while True:
            try:
                with self._lock:
                    return step()
            except ssl.SSLWantReadError:
                self._await(selectors.EVENT_READ)
            except ssl.SSLWantWriteError:
                self._await(selectors.EVENT_WRITE)

    def _await(self, event):
        with selectors.DefaultSelector() as selector:
            try:
                selector.register(self._tls, event)
            except ValueError as problem:
                raise OSError("the connection is closed") from problem
            if not selector.select(self._timeout):
                raise OSError("nothing came, or could be sent, within %s s" % self._timeout)

    def shutdown(self, how):
        """Ends the connection below; whoever waits for it is woken."""
        socket.socket.shutdown(self._tls, how)

    def close(self):
        """As that of a socket."""
        self._tls.close()


class Client:
    """One connection. Any thread may send; answers come through futures.

    The methods named after commands and queries wait for the answer. To have many in flight, use
    request() and look at the futures later; it waits only while the window is full.
    """

    def __init__(self, host, port, role="STOREFRONT", name="python", credential="",
                 window_slots=256, timeout=30.0, least_epoch=0, tls=None):
        """tls: an ssl.SSLContext, where the node speaks TLS."""
        self.timeout = timeout
        self._send_lock = threading.Lock()
        self._window = threading.Condition()
        self._waiting = {}
        self._subscriptions = {}
        self._next_id = 0
        self._taken = 0
        self._end = None
        self._heard_at = self._sent_at = time.monotonic()
        self._received = b""
        try:
            self._socket = socket.create_connection((host, port), timeout)
        except OSError as problem:
            raise NotSent("cannot connect to %s:%d: %s" % (host, port, problem)) from problem
        try:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if tls is not None:
                self._socket = self._encrypted(tls, host, timeout)
            self.welcome = self._shake_hands(role, name, credential, window_slots)
            if self.welcome["epoch"] < least_epoch:
                raise NotSent("a node of epoch %d, but there is one of %d"
                              % (self.welcome["epoch"], least_epoch))
        except BaseException:
            self._socket.close()
            raise
        self.epoch = self.welcome["epoch"]
        self._socket.settimeout(None)
        for task in (self._read_for_ever, self._beat_for_ever):
            threading.Thread(target=task, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # ---- the session

    def _encrypted(self, tls, host, timeout):
        try:
            return Encrypted(self._socket, tls, host, timeout)
        except OSError as problem:
            raise NotSent("no TLS with %s: %s" % (host, problem)) from problem

    def _shake_hands(self, role, name, credential, window_slots):
        hello = {"protocolVersion": frames.VERSION, "role": role, "windowSlots": window_slots,
                 "clientName": name, "credential": credential}
        try:
            self._socket.sendall(frames.encode("Hello", hello))
            answer, fields = frames.decode(self._read_message())
        except (OSError, HoldfastError) as problem:
            raise NotSent("no Welcome: %s" % problem) from problem
        if answer == "Goodbye":
            raise Refused(fields)
        if answer != "Welcome":
            raise frames.ProtocolError("%s where Welcome is due" % answer)
        if not frames.OLDEST_VERSION <= fields["protocolVersion"] <= frames.VERSION:
            raise frames.ProtocolError("version %d is not spoken here" % fields["protocolVersion"])
        return fields

    def close(self):
        """Ends the connection; what is in flight has an unknown outcome."""
        self._fail("closed by this client")

    @property
    def closed(self):
        """Why the connection is over; None while it is not."""
        return self._end

    def _fail(self, reason):
        with self._window:
            if self._end is None:
                self._end = reason
            waiting, self._waiting = self._waiting, {}
            self._window.notify_all()
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # The other side was quicker; it is closed either way.
        self._socket.close()
        for future, _ in waiting.values():
            future.set_exception(OutcomeUnknown(reason))

    def _read_bytes(self, count):
        while len(self._received) < count:
            more = self._socket.recv(65536)
            if not more:
                raise HoldfastError("the node closed the connection")
            self._heard_at = time.monotonic()
            self._received += more
        taken, self._received = self._received[:count], self._received[count:]
        return taken

    def _read_message(self):
        length = struct.unpack("<i", self._read_bytes(frames.LENGTH_BYTES))[0]
        if not frames.HEADER_BYTES <= length <= 1 << 20:
            raise frames.ProtocolError("a frame of %d bytes" % length)
        return self._read_bytes(length)

    def _read_for_ever(self):
        try:
            while self._end is None:
                self._take(*frames.decode(self._read_message()))
        except (OSError, HoldfastError, frames.ProtocolError) as problem:
            self._fail(str(problem))

    def _take(self, name, fields):
        if name == "Goodbye":
            raise Refused(fields)
        with self._window:
            known = fields.get("correlationId") in self._waiting
        if name in _UPDATES:
            self._take_update(name, fields, known)
            return
        if name not in _ANSWERS:
            if known:
                raise frames.ProtocolError("template %s as an answer" % fields.get("template", name))
            return  # Newer nodes may say more than is known here.
        if not known:
            raise frames.ProtocolError("%s answers no request" % name)
        if name == "Verdict" and fields["epoch"] < self.epoch:
            raise HoldfastError("an answer of epoch %d after %d" % (fields["epoch"], self.epoch))
        self._answer(name, Verdict(fields) if name == "Verdict" else fields,
                     fields["correlationId"])

    def _answer(self, name, answer, correlation_id):
        with self._window:
            future, slots = self._waiting.pop(correlation_id)
            self._taken -= slots
            self._window.notify_all()
        future.set_result((name, answer))

    def _take_update(self, name, fields, is_first):
        with self._window:
            subscription = self._subscriptions.get(fields["correlationId"])
            if fields["last"]:
                self._subscriptions.pop(fields["correlationId"], None)
        if subscription is not None:  # Else it was ended while this was on its way.
            subscription.take(fields)
        if is_first:
            self._answer(name, fields, fields["correlationId"])

    def _beat_for_ever(self):
        while self._end is None:
            time.sleep(self.welcome["heartbeatMs"] / 4000.0)
            self.look_after(time.monotonic())

    def look_after(self, now):
        """Says something where nothing else is said, and notices when nothing comes back.

        A thread of the client's own does this all the time, by the monotonic clock.
        """
        heartbeat = self.welcome["heartbeatMs"] / 1000.0
        window = self.welcome["windowSlots"]  # None of an observer's.
        if now - self._heard_at > 3 * heartbeat and (self._taken < window or window == 0):
            self._fail("nothing heard from the node for three heartbeats")
        elif now - min(self._heard_at, self._sent_at) > heartbeat / 2:
            try:
                self.request("Heartbeat")
            except NotSent:
                pass  # The connection has just ended, and whoever waits has been told.

    # ---- requests

    def slots(self, name, length):
        """Slots of the window that a request takes; length is that of its length field."""
        if name in _OUTSIDE_THE_WINDOW:
            return 0
        if name in _LONG_ANSWERS:
            return self.welcome["listSlots"]
        return max(1, -(-length // self.welcome["slotBytes"]))

    def request(self, name, /, **fields):
        """Sends a request; gives the future of (name of the answer, answer)."""
        return self._send(name, fields, None)

    def _send(self, name, fields, subscription):
        future = Future()
        with self._window:
            self._next_id += 1
            correlation_id = fields["correlationId"] = self._next_id
            version = min(frames.VERSION, self.welcome["protocolVersion"])
            frame = frames.encode(name, fields, version)
            length = len(frame) - frames.LENGTH_BYTES
            slots = self.slots(name, length)
            if length > self.welcome["maxFrameBytes"] or slots > self.welcome["windowSlots"]:
                raise NotSent("%s is longer than this connection may send" % name)
        with self._send_lock:
            with self._window:
                self._window.wait_for(
                    lambda: self._end is not None
                    or self._taken + slots <= self.welcome["windowSlots"])
                if self._end is not None:
                    raise NotSent(self._end)
                self._taken += slots
                self._waiting[correlation_id] = (future, slots)
                if subscription is not None:
                    subscription.correlation_id = correlation_id
                    self._subscriptions[correlation_id] = subscription
            self._sent_at = time.monotonic()
            try:
                self._socket.sendall(frame)
            except OSError as problem:
                self._fail(str(problem))
        return future

    def _ask(self, name, /, **fields):
        return self._wait(self.request(name, **fields))

    def _wait(self, future):
        try:
            return future.result(self.timeout)
        except FutureTimeout:
            raise OutcomeUnknown("no answer within %s s" % self.timeout) from None

    def command(self, name, /, **fields):
        """Sends a command and gives its verdict.

        A node with more lapsed holds than one step settles wants the same once more, at once.
        """
        for _ in range(100):
            answer, verdict = self._ask(name, **fields)
            if answer != "Verdict":
                raise frames.ProtocolError("%s in answer to %s" % (answer, name))
            if verdict.code != "SETTLING":
                break
        return verdict

    def query(self, name, answer, /, **fields):
        """Sends a query and gives the fields of its answer; QueryFailed if there is none."""
        got, fields = self._ask(name, **fields)
        if got == "Verdict":
            raise QueryFailed(fields)
        if got != answer:
            raise frames.ProtocolError("%s in answer to %s" % (got, name))
        return fields

    def _list(self, name, answer, rows, /, **fields):
        """Asks page by page; gives all rows."""
        found, start = [], 0
        while start >= 0:
            page = self.query(name, answer, **dict(fields, **{"from": start}))
            found.extend(page[rows])
            if 0 <= page["next"] <= start:
                raise frames.ProtocolError("a page that does not go on")
            start = page["next"]
        return found

    # ---- storefront

    def reserve(self, reservation, sale, item, buyer, quantity, group=0, tier=0, flags=()):
        """Holds units; flags: "partial", "waitlist"."""
        return self.command("Reserve", reservation=reservation, sale=sale, item=item, buyer=buyer,
                            group=group, quantity=quantity, tier=tier, flags=flags)

    def reserve_basket(self, basket, sale, buyer, lines, group=0, tier=0):
        """Holds several lines, all or none; each line is (reservation, item, quantity)."""
        rows = [{"reservation": each[0], "item": each[1], "quantity": each[2]} for each in lines]
        return self.command("ReserveBasket", basket=basket, sale=sale, buyer=buyer, group=group,
                            tier=tier, lines=rows)

    def begin_payment(self, reservation):
        """The buyer pays: the hold gets the payment's time."""
        return self.command("BeginPayment", reservation=reservation)

    def begin_payment_basket(self, basket):
        """The same for every line of a basket."""
        return self.command("BeginPaymentBasket", basket=basket)

    def extend(self, reservation, deadline_ms):
        """Gives a hold a later deadline, in the engine's time."""
        return self.command("Extend", reservation=reservation, deadlineMs=deadline_ms)

    def confirm(self, reservation, quantity=None):
        """Turns a hold into a purchase; without quantity all of it."""
        return self.command("Confirm", reservation=reservation, quantity=quantity)

    def confirm_basket(self, basket):
        """Confirms every line of a basket, all or none."""
        return self.command("ConfirmBasket", basket=basket)

    def release(self, reservation):
        """Gives a hold back."""
        return self.command("Release", reservation=reservation)

    def release_basket(self, basket):
        """Gives every line of a basket back."""
        return self.command("ReleaseBasket", basket=basket)

    def cancel(self, cancellation, reservation, quantity=None):
        """Takes back units of a purchase; without quantity all that are left."""
        return self.command("Cancel", cancellation=cancellation, reservation=reservation,
                            quantity=quantity)

    def join_queue(self, sale, buyer):
        """Takes a ticket for the waiting room."""
        return self.command("JoinQueue", sale=sale, buyer=buyer)

    def leave_queue(self, sale, buyer):
        """Gives the ticket back."""
        return self.command("LeaveQueue", sale=sale, buyer=buyer)

    # ---- operator

    def create_sale(self, command, sale, name, operator, reason, hold_ms, payment_ms, max_hold_ms,
                    retention_ms=24 * 3600 * 1000, opens_at_ms=None, closes_at_ms=None,
                    grace_until_ms=None, buyer_limit=0, buyer_line_limit=0, group_limit=0,
                    group_line_limit=0, room=None):
        """Creates a sale; room, if it has a waiting room, is a dict of its fields and the seed."""
        fields = {"admissionPerSecond": 0, "maxActive": 0, "finishMs": 0, "admitPermille": 0,
                  "returnPermille": 0, "unitsPerBuyer": 0, "gated": 0, "seed": "00" * 32}
        if room is not None:
            fields.update(admissionPerSecond=100, maxActive=10000, finishMs=600000,
                          admitPermille=1000, returnPermille=0, unitsPerBuyer=1, gated=1)
            fields.update(room)
        return self.command(
            "CreateSale", command=command, sale=sale, name=name, operatorName=operator,
            reason=reason, holdMs=hold_ms, paymentMs=payment_ms, maxHoldMs=max_hold_ms,
            retentionMs=retention_ms, opensAtMs=opens_at_ms, closesAtMs=closes_at_ms,
            graceUntilMs=grace_until_ms, buyerLimit=buyer_limit, buyerLineLimit=buyer_line_limit,
            groupLimit=group_limit, groupLineLimit=group_line_limit, **fields)

    def open_sale(self, command, sale, operator, reason):
        """Opens a sale, or resumes a paused one."""
        return self.command("OpenSale", command=command, sale=sale, operatorName=operator,
                            reason=reason)

    def pause_sale(self, command, sale, operator, reason, grace_until_ms=None):
        """Pauses a sale."""
        return self.command("PauseSale", command=command, sale=sale, operatorName=operator,
                            reason=reason, graceUntilMs=grace_until_ms)

    def close_sale(self, command, sale, operator, reason):
        """Closes a sale, for good."""
        return self.command("CloseSale", command=command, sale=sale, operatorName=operator,
                            reason=reason)

    def adjust_stock(self, command, sale, item, delta, operator, reason, expected_available=None,
                     create_line=False):
        """Puts units in or takes them out."""
        return self.command("AdjustStock", command=command, sale=sale, item=item, delta=delta,
                            expectedAvailable=expected_available, operatorName=operator,
                            reason=reason, flags=["createLine"] if create_line else [])

    # ---- queries

    def reservation(self, reservation):
        """Where a reservation stands."""
        return self.query("QueryReservation", "ReservationView", reservation=reservation)

    def sale(self, sale):
        """A sale and its numbers."""
        return self.query("QuerySale", "SalePage", sale=sale)["sales"][0]

    def line(self, sale, item):
        """A line and its numbers."""
        return self.query("QueryLine", "LinePage", sale=sale, item=item)["lines"][0]

    def sales(self):
        """All sales."""
        return self._list("ListSales", "SalePage", "sales")

    def lines(self, sale):
        """All lines of a sale."""
        return self._list("ListLines", "LinePage", "lines", sale=sale)

    def ticket(self, sale, buyer):
        """A buyer's place in a waiting room."""
        return self.query("QueryTicket", "TicketView", sale=sale, buyer=buyer)

    def room(self, sale):
        """A waiting room."""
        return self.query("QueryRoom", "RoomView", sale=sale)

    def buyer(self, sale, buyer):
        """What a buyer holds and waits for, newest first."""
        return self._list("QueryBuyer", "BuyerPage", "reservations", sale=sale, buyer=buyer)

    # ---- subscriptions

    def watch_sale(self, sale, listener):
        """Subscribes to a sale's numbers.

        The listener gets the fields of each update, of the first one before this returns. It runs
        on the client's own thread: it must neither block nor wait for answers of this client, and
        what it raises ends the connection.
        """
        return self._subscribe("SubscribeSale", listener, sale=sale)

    def watch_reservation(self, reservation, listener):
        """The same for a reservation."""
        return self._subscribe("SubscribeReservation", listener, reservation=reservation)

    def watch_ticket(self, sale, buyer, listener):
        """The same for a buyer's ticket of a waiting room."""
        return self._subscribe("SubscribeTicket", listener, sale=sale, buyer=buyer)

    def _subscribe(self, name, listener, **fields):
        subscription = Subscription(self, listener)
        answer, verdict = self._wait(self._send(name, fields, subscription))
        if answer == "Verdict":
            with self._window:
                self._subscriptions.pop(subscription.correlation_id, None)
            raise QueryFailed(verdict)
        if answer not in _UPDATES:
            raise frames.ProtocolError("%s in answer to %s" % (answer, name))
        return subscription

    def unsubscribe(self, subscription):
        """Ends a subscription, also one that has ended by itself."""
        with self._window:
            self._subscriptions.pop(subscription.correlation_id, None)
        if self._end is None:
            self.command("Unsubscribe", subscription=subscription.correlation_id)

    # ---- the node

    def status(self):
        """How the node is."""
        return self.query("QueryStatus", "NodeStatus")

    def heartbeat(self):
        """Asks for a sign of life and waits for it."""
        return self.query("Heartbeat", "Heartbeat")

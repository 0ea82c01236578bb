package io.holdfast.system.process;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of bad neighbours, all on one thread: one floods, one sends and reads nothing, many are
 * idle, and some send garbage. At a line on standard input they come, and it says "here" when they
 * are all at it; at the next line they leave, and it says what they did, in JSON. In between it
 * does nothing.
 *
 * <p>What it costs is bounded by what the node takes: nobody here spins.
 */
final class HostileCrowd {
  private static final int IDLE = 500;
  private static final int VANDALS = 50;
  private static final long FLOOD_ITEM = 2;
  private static final long SILENT_ITEM = 3;

  /** Answered commands of the flood, at least, before it leaves. */
  private static final long ENOUGH_COMMANDS = 10_000;

  /** A vandal comes again so long after it was told goodbye. */
  private static final long VANDAL_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long HEARTBEAT_EVERY_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_AT_INPUT_NS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int SELECT_MS = 5;

  private final InetSocketAddress node;
  private final long sale;
  private final Selector selector;
  private final List<IdleGuest> idle = new ArrayList<>();
  private final List<Vandal> vandals = new ArrayList<>();
  private FloodGuest flood;
  private FloodGuest silent;
  private long owners;
  private long cutOffs;
  private long heartbeats;
  private long startNs;

  private HostileCrowd(final InetSocketAddress node, final long sale) throws IOException {
    this.node = node;
    this.sale = sale;
    this.selector = Selector.open();
  }

  /** Arguments: host, port, sale. Of the sale it uses the items 2 and 3. */
  public static void main(final String[] arguments) throws IOException {
    final HostileCrowd crowd =
        new HostileCrowd(
            new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])),
            Long.parseLong(arguments[2]));
    final BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      crowd.come();
      System.out.println("here");
      crowd.stayUntilInput();
      in.readLine();
      System.out.println(crowd.leave());
    }
  }

  private void come() throws IOException {
    cutOffs = 0;
    heartbeats = 0;
    for (int i = 0; i < IDLE; i++) {
      idle.add(new IdleGuest(node, selector));
      select();
    }
    flood = newFlood(FLOOD_ITEM, true);
    silent = newFlood(SILENT_ITEM, false);
    for (int i = 0; i < VANDALS; i++) {
      vandals.add(new Vandal(node, selector, i));
    }
    startNs = System.nanoTime();
    while (!areAllAtIt()) {
      go();
    }
  }

  /** Each has an owner's number of its own, so that no reservation has the id of another. */
  private FloodGuest newFlood(final long item, final boolean reads) throws IOException {
    owners++;
    return new FloodGuest(node, selector, sale, item, owners, reads);
  }

  private boolean areAllAtIt() {
    return idle.stream().allMatch(IdleGuest::wasWelcomed)
        && flood.answered() > 0
        && vandals.stream().allMatch(vandal -> vandal.goodbyes() > 0);
  }

  private void stayUntilInput() throws IOException {
    long lookNs = System.nanoTime();
    while (true) {
      go();
      if (System.nanoTime() - lookNs >= LOOK_AT_INPUT_NS) {
        lookNs = System.nanoTime();
        if (System.in.available() > 0) {
          return;
        }
      }
    }
  }

  private void go() throws IOException {
    select();
    final long nowNs = System.nanoTime();
    for (final Vandal vandal : vandals) {
      if (vandal.hasLeft(nowNs, VANDAL_PAUSE_NS)) {
        vandal.comeAgain();
      }
    }
    while (heartbeats < (nowNs - startNs) / (HEARTBEAT_EVERY_NS / IDLE)) {
      idle.get((int) (heartbeats % IDLE)).sendHeartbeat();
      heartbeats++;
    }
    if (silent.wasCutOff()) {
      cutOffs++;
      silent = newFlood(SILENT_ITEM, false);
    }
  }

  private void select() throws IOException {
    selector.select(key -> ((Guest) key.attachment()).onSelected(), SELECT_MS);
  }

  /** Everyone does at least what there must be of it, and then leaves. */
  private JsonObject leave() throws IOException {
    while (flood.answered() < ENOUGH_COMMANDS || cutOffs == 0) {
      go();
    }
    for (final IdleGuest guest : idle) {
      guest.sendHeartbeat();
    }
    while (!idle.stream().allMatch(IdleGuest::wasAnswered)) {
      select();
    }
    final JsonObject report = report();
    final List<Guest> all = new ArrayList<>(idle);
    all.addAll(vandals);
    all.add(flood);
    all.add(silent);
    for (final Guest guest : all) {
      guest.leave();
    }
    idle.clear();
    vandals.clear();
    return report;
  }

  private JsonObject report() {
    final JsonObject report = new JsonObject();
    report.addProperty("ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
    report.addProperty("floodAnswered", flood.answered());
    report.addProperty("floodWrong", flood.wrong());
    report.addProperty("cutOffs", cutOffs);
    report.addProperty("idle", idle.size());
    report.addProperty("garbage", vandals.stream().mapToLong(Vandal::goodbyes).sum());
    report.addProperty("garbageWrong", vandals.stream().mapToLong(Vandal::wrong).sum());
    return report;
  }
}

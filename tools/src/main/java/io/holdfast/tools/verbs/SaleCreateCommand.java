package io.holdfast.tools.verbs;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.Id;
import io.holdfast.client.RoomSeed;
import io.holdfast.client.WaitingRoom;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.AuthorOptions;
import io.holdfast.tools.operate.Decision;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.PolicyOptions;
import io.holdfast.tools.operate.Report;
import io.holdfast.tools.operate.RoomOptions;
import io.holdfast.tools.operate.SaleId;
import io.holdfast.tools.operate.SeedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sale create}. */
@Command(
    name = "create",
    description = "Create a sale; it is SCHEDULED until it opens.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast sale create 7 --name 'autumn shoes' --hold 10m --buyer-limit 4 --open",
      "  holdfast sale create 8 --opens-at 2026-11-27T09:00:00Z --closes-at 2026-11-28T09:00:00Z",
      "  holdfast sale create 9 --opens-at +30m --waiting-room --admit-per-second 200",
      "  A seed of your own, kept out of the list of processes, in a file: --seed 64_HEX_DIGITS",
      "  holdfast sale create 10 --opens-at +30m --waiting-room @seed.txt"
    })
final class SaleCreateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SALE",
      converter = SaleId.class,
      description = "Number of the new sale, of your choice.")
  private long sale;

  @Option(names = "--name", defaultValue = "", description = "For people.")
  private String name;

  @Option(names = "--open", description = "Open it at once.")
  private boolean open;

  @Option(
      names = "--waiting-room",
      description = "Only buyers admitted from a waiting room may reserve.")
  private boolean waitingRoom;

  @Option(
      names = "--seed",
      paramLabel = "HEX",
      converter = SeedText.class,
      description =
          "Waiting room: the 32 bytes that key the shuffle of who joins before the opening (random).")
  private RoomSeed seed;

  @Mixin private PolicyOptions policy;
  @Mixin private RoomOptions room;
  @Mixin private AuthorOptions.ReasonOptional author;
  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    check();
    if (waitingRoom && seed == null) {
      seed = RoomSeed.random();
    }
    try (Desk desk = node.open()) {
      final Decision created = create(desk);
      final Decision opened = open && created.isAccepted() ? open(desk, created.command()) : null;
      return report(created, opened);
    }
  }

  private void check() {
    if (open && policy.isOpeningGiven()) {
      throw new OperatorMistake("--open and --opens-at: choose one");
    }
    if (!waitingRoom && (seed != null || room.isAnyGiven())) {
      throw new OperatorMistake("the options of a waiting room need --waiting-room");
    }
    if (waitingRoom && seed == null && author.isIdGiven()) {
      throw new OperatorMistake(
          "--id repeats a command exactly, and a random seed is another one each time: give --seed"
              + " as well");
    }
  }

  private Decision create(final Desk desk) {
    final Id id = author.id();
    return new Decision(
        id, desk.send(ifUnanswered(id), client -> client.createSale(request(id, desk.timeMs()))));
  }

  /** A random seed is not known to the operator, so that command cannot be repeated. */
  private String ifUnanswered(final Id id) {
    if (!waitingRoom || author.isIdGiven()) {
      return Desk.repeatUnder(id);
    }
    return String.format(
        "look with 'holdfast queue show %d': it was done if the seed hash is %s; if there is no such"
            + " sale, run it again",
        sale, seed.sha256());
  }

  private CreateSaleRequest request(final Id id, final long nowMs) {
    final CreateSaleRequest.Builder request = CreateSaleRequest.builder(id, sale).name(name);
    policy.addTo(request, nowMs);
    if (waitingRoom) {
      request.waitingRoom(new WaitingRoom(seed, room.policy()));
    }
    return request.operatorName(author.operatorName()).reason(author.reason()).build();
  }

  private Decision open(final Desk desk, final Id creation) {
    final Id id = openingOf(creation);
    final String ifUnanswered =
        waitingRoom && !author.isIdGiven()
            ? "the sale was created; to open it: holdfast sale open " + sale
            : Desk.repeatUnder(creation);
    return new Decision(
        id,
        desk.send(
            ifUnanswered,
            client -> client.openSale(id, sale, author.operatorName(), author.reason())));
  }

  /** Made of the creation's id, so that the verb sent again under one id repeats both commands. */
  private static Id openingOf(final Id creation) {
    final UUID id =
        UUID.nameUUIDFromBytes(("opening of " + creation).getBytes(StandardCharsets.UTF_8));
    return new Id(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  private int report(final Decision created, final Decision opened) {
    final JsonObject json = new JsonObject();
    json.addProperty("sale", sale);
    created.addTo(json);
    json.add("opening", JsonNull.INSTANCE);
    json.addProperty("seedHash", waitingRoom && created.isAccepted() ? seed.sha256() : null);
    final List<String> text = new ArrayList<>();
    text.add(created.text("sale " + sale + " created", "sale " + sale + " not created"));
    if (waitingRoom && created.isAccepted()) {
      text.add("SHA-256 of the waiting room's seed: " + seed.sha256());
      text.add("the seed itself shows in 'holdfast queue show " + sale + "' from the opening on");
    }
    boolean accepted = created.isAccepted();
    if (opened != null) {
      final JsonObject opening = new JsonObject();
      opened.addTo(opening);
      json.add("opening", opening);
      text.add(opened.text("sale " + sale + " opened", "sale " + sale + " not opened"));
      accepted = opened.isAccepted();
    }
    return Report.of(outputOptions.output(), json, text, accepted);
  }
}

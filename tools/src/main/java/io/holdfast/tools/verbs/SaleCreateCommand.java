package io.holdfast.tools.verbs;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.Id;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.AuthorOptions;
import io.holdfast.tools.operate.Decision;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.DurationText;
import io.holdfast.tools.operate.Moment;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.Report;
import io.holdfast.tools.operate.SaleId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
      "  holdfast sale create 7 --name 'autumn shoes' --hold 10m --open",
      "  holdfast sale create 8 --opens-at 2026-11-27T09:00:00Z --closes-at 2026-11-28T09:00:00Z",
      "  holdfast sale create 9 --opens-at +30s"
    })
final class SaleCreateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SALE",
      converter = SaleId.class,
      description = "Number of the new sale, of your choice.")
  private long sale;

  @Option(names = "--name", defaultValue = "", description = "For people.")
  private String name;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = DurationText.class,
      description = "How long a hold lives (${DEFAULT-VALUE}).")
  private Duration hold;

  @Option(
      names = "--payment-time",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = DurationText.class,
      description = "How long a payment may take (${DEFAULT-VALUE}).")
  private Duration paymentTime;

  @Option(
      names = "--opens-at",
      paramLabel = "WHEN",
      converter = Moment.Converter.class,
      description = "Opens by itself then, by the node's clock: 2026-11-27T09:00:00Z or +30s.")
  private Moment opensAt;

  @Option(
      names = "--closes-at",
      paramLabel = "WHEN",
      converter = Moment.Converter.class,
      description = "Closes by itself then, for good.")
  private Moment closesAt;

  @Option(names = "--open", description = "Open it at once.")
  private boolean open;

  @Mixin private AuthorOptions.ReasonOptional author;
  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    if (open && opensAt != null) {
      throw new OperatorMistake("--open and --opens-at: choose one");
    }
    try (Desk desk = node.open()) {
      final Decision created = create(desk);
      final Decision opened = open && created.isAccepted() ? open(desk, created.command()) : null;
      return report(created, opened);
    }
  }

  private Decision create(final Desk desk) {
    final Id id = author.id();
    return new Decision(id, desk.send(id, client -> client.createSale(request(id, desk.timeMs()))));
  }

  private CreateSaleRequest request(final Id id, final long nowMs) {
    final CreateSaleRequest.Builder request =
        CreateSaleRequest.builder(id, sale)
            .name(name)
            .holdMs(hold.toMillis())
            .paymentMs(paymentTime.toMillis())
            .operatorName(author.operatorName())
            .reason(author.reason());
    if (opensAt != null) {
      request.opensAtMs(opensAt.toMs(nowMs));
    }
    if (closesAt != null) {
      request.closesAtMs(closesAt.toMs(nowMs));
    }
    return request.build();
  }

  private Decision open(final Desk desk, final Id creation) {
    final Id id = openingOf(creation);
    return new Decision(
        id,
        desk.send(
            creation, client -> client.openSale(id, sale, author.operatorName(), author.reason())));
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
    final List<String> text = new ArrayList<>();
    text.add(created.text("sale " + sale + " created", "sale " + sale + " not created"));
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

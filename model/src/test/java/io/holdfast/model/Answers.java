package io.holdfast.model;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineQueries;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** Everything that an engine answers about its sales and these buyers, byte for byte. */
final class Answers {
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[256 * 1024]);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final List<String> texts = new ArrayList<>();
  private final EngineQueries queries;

  private Answers(final Engine engine) {
    queries = engine.queries();
  }

  static List<String> of(final Engine engine, final Set<Long> buyers) {
    final Answers answers = new Answers(engine);
    answers.ask(buyers);
    return answers.texts;
  }

  private void ask(final Set<Long> buyers) {
    for (final long sale : sales()) {
      add("lines", queries.lines(0, sale, 0, reply, 0, reply.capacity()));
      for (final long item : items()) {
        add("line", queries.line(0, sale, item, reply, 0));
      }
      add("room", queries.room(0, sale, reply, 0));
      for (final long buyer : buyers) {
        add("buyer " + buyer, queries.buyer(0, sale, buyer, 0, reply, 0, reply.capacity()));
        add("ticket " + buyer, queries.ticket(0, sale, buyer, reply, 0));
      }
    }
  }

  private List<Long> sales() {
    add("sales", queries.sales(0, 0, reply, 0, reply.capacity()));
    final List<Long> ids = new ArrayList<>();
    final SalePageDecoder page = new SalePageDecoder().wrapAndApplyHeader(reply, 0, header);
    for (final SalePageDecoder.SalesDecoder row : page.sales()) {
      ids.add(row.sale());
      row.skipName();
    }
    return ids;
  }

  private List<Long> items() {
    final List<Long> ids = new ArrayList<>();
    final LinePageDecoder page = new LinePageDecoder().wrapAndApplyHeader(reply, 0, header);
    for (final LinePageDecoder.LinesDecoder row : page.lines()) {
      ids.add(row.item());
    }
    return ids;
  }

  private void add(final String about, final int length) {
    final byte[] bytes = new byte[length];
    reply.getBytes(0, bytes);
    texts.add(about + " " + HexFormat.of().formatHex(bytes));
  }
}

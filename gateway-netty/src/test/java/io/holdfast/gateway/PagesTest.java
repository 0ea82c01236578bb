package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists come in pages that fit the window, and leave nothing out. */
final class PagesTest {
  private static final int LINES = 300;
  private static final int SALES = 40;
  private static final String LONGEST_NAME = "\u00fc".repeat(Framing.MAX_TEXT_BYTES / 2);

  private final TestNode node = new TestNode(1 << 14, 1_024, TestNode.HEARTBEAT_MS);
  private RawClient client;
  private Frames frames;

  @BeforeEach
  void connect() {
    final Frames setup = new Frames();
    for (int item = 2; item <= LINES; item++) {
      node.execute(setup.stock(1, item, item));
    }
    for (int sale = 2; sale <= SALES; sale++) {
      node.execute(setup.createSale(0, sale, LONGEST_NAME));
    }
    node.listen();
    client = node.connect();
    frames = client.frames;
    client.hello(WindowPool.SMALLEST_WINDOW);
  }

  @AfterEach
  void close() {
    client.close();
    node.close();
  }

  @Test
  void linesComeInSeveralPages() {
    final List<Long> items = new ArrayList<>();
    int pages = 0;
    int next = 0;
    while (next >= 0) {
      client.send(frames.listLines(100 + pages, 1, next));
      final LinePageDecoder page = client.lines();
      assertThat(page.correlationId()).isEqualTo(100 + pages);
      assertThat(page.sale()).isEqualTo(1);
      next = page.next();
      for (final LinePageDecoder.LinesDecoder line : page.lines()) {
        items.add(line.item());
      }
      pages++;
    }
    assertThat(pages).isGreaterThan(2);
    assertThat(items).isEqualTo(LongStream.rangeClosed(1, LINES).boxed().toList());
  }

  @Test
  void salesComeInSeveralPages() {
    final List<Long> sales = new ArrayList<>();
    int pages = 0;
    int next = 0;
    while (next >= 0) {
      client.send(frames.listSales(100 + pages, next));
      final SalePageDecoder page = client.sales();
      next = page.next();
      for (final SalePageDecoder.SalesDecoder sale : page.sales()) {
        sales.add(sale.sale());
        assertThat(sale.name()).isEqualTo(sale.sale() == 1 ? "the sale" : LONGEST_NAME);
      }
      pages++;
    }
    assertThat(pages).isGreaterThan(2);
    assertThat(sales).isEqualTo(LongStream.rangeClosed(1, SALES).boxed().toList());
  }

  @Test
  void pagesAskedForAtOnceComeOneAfterTheOther() {
    final byte[][] queries = new byte[50][];
    for (int i = 0; i < queries.length; i++) {
      queries[i] = frames.listLines(i, 1, i);
    }
    client.send(queries);
    for (int i = 0; i < queries.length; i++) {
      final LinePageDecoder page = client.lines();
      assertThat(page.correlationId()).isEqualTo(i);
      assertThat(page.lines().next().item()).isEqualTo(i + 1);
    }
  }

  @Test
  void aSaleWithALongNameComesBetweenItsNeighbours() {
    client.send(frames.reserve(1), frames.querySale(2, 7), frames.reserve(3), frames.reserve(4));
    client.assertVerdict(1, Code.ACCEPTED);
    final SalePageDecoder page = client.sales();
    assertThat(page.correlationId()).isEqualTo(2);
    assertThat(page.sales().next().name()).isEqualTo(LONGEST_NAME);
    client.assertVerdict(3, Code.ACCEPTED);
    client.assertVerdict(4, Code.ACCEPTED);
  }

  @Test
  void behindTheEndThereIsAnEmptyLastPage() {
    client.send(frames.listLines(1, 1, LINES), frames.listLines(2, 1, Integer.MAX_VALUE));
    for (int i = 0; i < 2; i++) {
      final LinePageDecoder page = client.lines();
      assertThat(page.next()).isEqualTo(-1);
      assertThat(page.lines().count()).isZero();
    }
  }

  @Test
  void beforeTheBeginningIsTheBeginning() {
    client.send(frames.listLines(1, 1, Integer.MIN_VALUE));
    assertThat(client.lines().lines().next().item()).isEqualTo(1);
  }

  @Test
  void theLinesOfNoSaleAreAVerdict() {
    client.send(frames.listLines(1, 4711, 0));
    client.assertVerdict(1, Code.UNKNOWN_SALE);
  }
}

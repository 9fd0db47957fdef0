package dev.foray.examples.recipes;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Adds up what was invoiced in each month. Several chunks find invoices of one month, so {@link
 * #write} adds to what is there; {@link #plan} clears the table, so a second run ends as the first.
 */
public class SumSales implements MapReduceJob<Long, SumSales.Sale, String, BigDecimal> {

  /** What an invoice adds to its month. */
  public record Sale(LocalDate issuedOn, BigDecimal net) {}

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createMutationQuery("delete MonthSales").executeUpdate();
    return ChunkPlan.keyRanges(db, Invoice.class, 50_000);
  }

  @Override
  public Stream<KeyValue<Long, Sale>> read(Chunk chunk, StatelessSession db) {
    return chunk
        .rows(db, Invoice.class)
        .map(invoice -> KeyValue.of(invoice.id, new Sale(invoice.issuedOn, invoice.net)));
  }

  @Override
  public void map(Long id, Sale sale, Output<String, BigDecimal> output) {
    output.emit(YearMonth.from(sale.issuedOn).toString(), sale.net);
  }

  @Override
  public Optional<BinaryOperator<BigDecimal>> combiner() {
    return Optional.of(BigDecimal::add);
  }

  @Override
  public void write(String month, BigDecimal total, StatelessSession db) {
    db.createMutationQuery(
            "insert into MonthSales (salesMonth, total) values (:month, :total)"
                + " on conflict (salesMonth) do update set total = total + excluded.total")
        .setParameter("month", month)
        .setParameter("total", total)
        .executeUpdate();
  }
}

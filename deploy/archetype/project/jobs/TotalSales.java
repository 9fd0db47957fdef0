package ${package};

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Adds up the sales of each month. */
public class TotalSales implements MapReduceJob<Long, TotalSales.Amount, String, Long> {
  private static final int CHUNK = 500;

  /** What a sale adds to its month. Pairs hold plain values, never entities. */
  public record Amount(LocalDate soldOn, long cents) {}

  /** Makes the tables where they are missing, with a few sales to begin with: put yours there. */
  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createNativeMutationQuery(
            "create table if not exists sale"
                + " (id bigint primary key, sold_on date not null, cents bigint not null)")
        .executeUpdate();
    db.createNativeMutationQuery(
            "create table if not exists month_total"
                + " (sales_month varchar(7) primary key, cents bigint not null)")
        .executeUpdate();
    if (db.createSelectionQuery("select count(*) from Sale", Long.class).getSingleResult() == 0) {
      db.insertMultiple(LongStream.range(0, 2_000).mapToObj(TotalSales::sample).toList());
    }
    db.createMutationQuery("delete MonthTotal").executeUpdate();
    return ChunkPlan.keyRanges(db, Sale.class, CHUNK);
  }

  private static Sale sample(long id) {
    return new Sale(id, LocalDate.of(2026, 1, 1).plusDays(id % 365), 100 + id);
  }

  @Override
  public Stream<KeyValue<Long, Amount>> read(Chunk chunk, StatelessSession db) {
    return chunk
        .rows(db, Sale.class)
        .map(sale -> KeyValue.of(sale.id, new Amount(sale.soldOn, sale.cents)));
  }

  @Override
  public void map(Long id, Amount amount, Output<String, Long> output) {
    output.emit(YearMonth.from(amount.soldOn()).toString(), amount.cents());
  }

  @Override
  public Optional<BinaryOperator<Long>> combiner() {
    return Optional.of(Long::sum);
  }

  /** Adds to what other chunks have written for the same month. */
  @Override
  public void write(String month, Long cents, StatelessSession db) {
    db.createMutationQuery(
            "insert into MonthTotal (salesMonth, cents) values (:month, :cents)"
                + " on conflict (salesMonth) do update set cents = cents + excluded.cents")
        .setParameter("month", month)
        .setParameter("cents", cents)
        .executeUpdate();
  }
}

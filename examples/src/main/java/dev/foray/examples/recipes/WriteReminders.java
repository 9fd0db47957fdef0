package dev.foray.examples.recipes;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Writes a letter for each invoice that is overdue. The chunks are ranges of invoices; what is read
 * of each range is a query of the job's own, with a join and a condition, and no entity at all.
 */
public class WriteReminders
    implements MapReduceJob<Long, WriteReminders.Debt, Long, WriteReminders.Letter> {
  private LocalDate today = LocalDate.EPOCH;

  /** A row of the query. */
  public record Debt(long invoiceId, String email, BigDecimal gross, LocalDate dueOn) {}

  /** What is written of it. */
  public record Letter(String email, String text) {}

  @Override
  public void open(JobContext job) {
    today = LocalDate.ofInstant(job.submittedAt(), ZoneId.systemDefault());
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createMutationQuery("delete Reminder").executeUpdate();
    return ChunkPlan.keyRanges(db, Invoice.class, 10_000);
  }

  @Override
  public Stream<KeyValue<Long, Debt>> read(Chunk chunk, StatelessSession db) {
    String overdue =
        "select i.id, c.email, i.gross, i.dueOn from Invoice i join Customer c on c.id = i.customerId"
            + " where i.paid = false and i.dueOn < :today and "
            + chunk.within("i.id");
    return chunk
        .query(db, overdue, Debt.class)
        .setParameter("today", today)
        .getResultStream()
        .map(debt -> KeyValue.of(debt.invoiceId, debt));
  }

  @Override
  public void map(Long invoiceId, Debt debt, Output<Long, Letter> output) {
    long days = ChronoUnit.DAYS.between(debt.dueOn, today);
    String text = "Invoice %d over %s is due for %d days.".formatted(invoiceId, debt.gross, days);
    output.emit(invoiceId, new Letter(debt.email, text));
  }

  @Override
  public void writeAll(List<KeyValue<Long, Letter>> pairs, StatelessSession db) {
    db.insertMultiple(pairs.stream().map(pair -> new Reminder(pair.key(), pair.value())).toList());
  }
}

package dev.foray.examples.recipes;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Fills the column {@code gross} where it is still empty. The update goes through an entity that
 * maps that column alone, so it touches no other and overwrites nobody's change to them.
 */
public class FillGross implements MapReduceJob<Long, FillGross.Amount, Long, BigDecimal> {

  /** What gross is computed from. */
  public record Amount(BigDecimal net, BigDecimal taxPercent) {}

  @Override
  public ChunkPlan plan(StatelessSession db) {
    return ChunkPlan.keyRanges(db, Invoice.class, 10_000, "gross is null", Map.of());
  }

  @Override
  public Stream<KeyValue<Long, Amount>> read(Chunk chunk, StatelessSession db) {
    return chunk
        .rows(db, Invoice.class)
        .map(invoice -> KeyValue.of(invoice.id, new Amount(invoice.net, invoice.taxPercent)));
  }

  @Override
  public void map(Long id, Amount amount, Output<Long, BigDecimal> output) {
    BigDecimal tax = amount.net.multiply(amount.taxPercent).movePointLeft(2);
    output.emit(id, amount.net.add(tax).setScale(2, RoundingMode.HALF_UP));
  }

  @Override
  public void writeAll(List<KeyValue<Long, BigDecimal>> pairs, StatelessSession db) {
    db.updateMultiple(
        pairs.stream().map(pair -> new InvoiceGross(pair.key(), pair.value())).toList());
  }
}

package dev.foray.benchmarks.model;

import static java.util.stream.Collectors.joining;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import dev.foray.benchmarks.plain.Words;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/**
 * The word counts, in chunks of as many rows as the parameter {@code rows} says; written as the
 * examples write theirs.
 */
public class CountWords implements MapReduceJob<Long, String, String, Long> {
  private int rows;

  @Override
  public void open(JobContext job) {
    rows = job.parameter("rows", Integer.class);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    return ChunkPlan.keyRanges(db, Note.class, rows);
  }

  @Override
  public Stream<KeyValue<Long, String>> read(Chunk chunk, StatelessSession db) {
    return chunk.rows(db, Note.class).map(note -> KeyValue.of(note.id, note.text));
  }

  @Override
  public void map(Long id, String text, Output<String, Long> output) {
    Words.of(text).forEach(word -> output.emit(word, 1L));
  }

  @Override
  public Optional<BinaryOperator<Long>> combiner() {
    return Optional.of(Long::sum);
  }

  @Override
  public void writeAll(List<KeyValue<String, Long>> counts, StatelessSession db) {
    String values =
        IntStream.range(0, counts.size())
            .mapToObj(i -> "(:word" + i + ", :n" + i + ")")
            .collect(joining(", "));
    MutationQuery upsert =
        db.createMutationQuery(
            "insert into WordCount (word, n) values "
                + values
                + " on conflict (word) do update set n = n + excluded.n");
    for (int i = 0; i < counts.size(); i++) {
      upsert.setParameter("word" + i, counts.get(i).key());
      upsert.setParameter("n" + i, counts.get(i).value());
    }
    upsert.executeUpdate();
  }

  @Override
  public Collection<Class<?>> entities() {
    return List.of(Note.class, WordCount.class);
  }
}

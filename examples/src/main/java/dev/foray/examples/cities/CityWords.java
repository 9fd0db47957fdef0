package dev.foray.examples.cities;

import static java.util.stream.Collectors.joining;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the words in the names of all cities.
 *
 * <p>{@link #writeAll} adds to what other chunks have written. That is safe because a chunk's
 * output counts exactly once: whatever is killed and run again, one attempt commits. {@link #plan}
 * clears the table, so a second run of the job ends as the first did.
 */
public class CityWords implements MapReduceJob<Long, String, String, Long> {
  private static final Logger LOG = LoggerFactory.getLogger(CityWords.class);
  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createNativeMutationQuery(
            "create table if not exists city_word (word varchar(200) primary key, n bigint not null)")
        .executeUpdate();
    db.createMutationQuery("delete CityWord").executeUpdate();
    return ChunkPlan.keyRanges(db, City.class, 15_000);
  }

  @Override
  public Stream<KeyValue<Long, String>> read(Chunk chunk, StatelessSession db) {
    return chunk.rows(db, City.class).map(city -> KeyValue.of(city.geonameId, city.name));
  }

  @Override
  public void map(Long geonameId, String name, Output<String, Long> output) {
    NOT_LETTERS
        .splitAsStream(name.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .forEach(word -> output.emit(word, 1L));
  }

  @Override
  public Optional<BinaryOperator<Long>> combiner() {
    return Optional.of(Long::sum);
  }

  @Override
  public void writeAll(List<KeyValue<String, Long>> words, StatelessSession db) {
    String rows =
        IntStream.range(0, words.size())
            .mapToObj("(:word%1$d, :n%1$d)"::formatted)
            .collect(joining(", "));
    MutationQuery upsert =
        db.createMutationQuery(
            "insert into CityWord (word, n) values "
                + rows
                + " on conflict (word) do update set n = n + excluded.n");
    for (int i = 0; i < words.size(); i++) {
      upsert.setParameter("word" + i, words.get(i).key());
      upsert.setParameter("n" + i, words.get(i).value());
    }
    upsert.executeUpdate();
  }

  @Override
  public void finish(StatelessSession db) {
    String top =
        db.createSelectionQuery("from CityWord order by n desc, word", CityWord.class)
            .setMaxResults(10)
            .getResultStream()
            .map(CityWord::toString)
            .collect(joining("\n"));
    LOG.info("The ten most frequent words:\n{}", top);
  }
}

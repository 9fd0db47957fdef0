package dev.foray.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * One class is one job. It plans the chunks, reads a chunk into key/value pairs, maps a pair, and
 * writes what {@link #map} emitted. A public class with a public constructor without parameters;
 * Foray makes one instance per process, and each chunk runs in a process of its own, unless {@code
 * --chunks-per-jvm} gives a process several chunks, one after the other.
 *
 * <p>A chunk's output counts exactly once: all that {@link #write} does for one chunk is one
 * database transaction, and of all attempts at a chunk one commits. So an addition ({@code n = n +
 * ?}) is safe in {@code write}. Calls to other systems are not part of that transaction and may
 * happen more than once.
 *
 * <p>Time zone, locale and encoding are those of the moment of submission, in every process.
 *
 * @param <K> key of an input pair
 * @param <V> value of an input pair
 * @param <R> key of an emitted pair
 * @param <S> value of an emitted pair. All four are plain values (numbers, strings, records,
 *     collections of those), never entities, proxies or persistent collections: a pair that holds
 *     one fails the attempt with a message that names it. Keys are never null; values may be.
 */
public interface MapReduceJob<K, V extends @Nullable Object, R, S extends @Nullable Object> {

  /**
   * What this job needs by its nature: map threads, time limits, retries. The command line
   * overrides it.
   */
  default JobSettings settings() {
    return JobSettings.defaults();
  }

  /**
   * Called once per process, before anything else: parameters, clients, caches.
   *
   * @throws Exception fails the attempt
   */
  default void open(JobContext job) throws Exception {}

  /**
   * Says how many chunks there are and what each covers. Runs once for the job, in a transaction of
   * its own that counts once, together with what it writes (clearing a table, say). The answer is
   * frozen: the table may change afterwards, the plan does not.
   *
   * <p>This is the place to make and to empty tables. On H2 a statement that makes, empties or
   * drops a table commits what came before it, so make tables first there, and in a way that can be
   * done again ({@code create table if not exists}, then {@code delete}).
   *
   * @param db a session in that transaction; the transaction is Foray's to commit
   * @return zero to 1,000,000 chunks; about a minute of work each is a good size
   * @throws Exception fails the job
   */
  ChunkPlan plan(StatelessSession db) throws Exception;

  /**
   * The chunk's key/value pairs, read lazily: the stream is pulled while pairs are mapped, so its
   * size is not bounded by memory. Foray closes it.
   *
   * @param chunk what this chunk covers
   * @param db a session in a read-only transaction, rolled back at the end of the stream
   * @return pairs of plain values, in any order, none with a null key
   * @throws Exception fails the attempt
   */
  Stream<KeyValue<K, V>> read(Chunk chunk, StatelessSession db) throws Exception;

  /**
   * Called for each pair, from several threads at once. What a call emits and counts, counts only
   * if the call returns.
   *
   * @param output good for this call, on this thread, until it returns
   * @throws Exception fails the attempt, unless {@link JobSettings#mapRetries} or {@link
   *     JobSettings#maxSkipped} say otherwise
   */
  void map(K key, V value, Output<R, S> output) throws Exception;

  /**
   * Folds two values emitted for one key into one, before they are written. It must be associative
   * and commutative. Empty: each emitted pair is written.
   */
  default Optional<BinaryOperator<S>> combiner() {
    return Optional.empty();
  }

  /**
   * Writes one emitted pair inside the chunk's transaction, from one thread, in the order of the
   * keys. A key that several chunks emit is written once for each of them, or more often where the
   * buffer was full: accumulate.
   *
   * @param db a session in the chunk's transaction; a commit, a rollback or DDL here fails the
   *     attempt
   * @throws Exception fails the attempt; nothing of the chunk is kept
   */
  default void write(R key, S value, StatelessSession db) throws Exception {
    throw new JobMistake(
        getClass().getName()
            + " emits pairs, but overrides neither write nor writeAll: override one of them");
  }

  /**
   * Writes many; override it for bulk statements ({@code insertMultiple}, {@code upsertMultiple}).
   * By default it calls {@link #write} for each.
   *
   * @param pairs one to {@link JobSettings#batchSize} pairs in the order of their keys;
   *     unmodifiable
   * @param db as for {@link #write}
   * @throws Exception fails the attempt; nothing of the chunk is kept
   */
  default void writeAll(List<KeyValue<R, S>> pairs, StatelessSession db) throws Exception {
    for (KeyValue<R, S> pair : pairs) {
      write(pair.key(), pair.value(), db);
    }
  }

  /**
   * Called after the last chunk has committed: totals, publishing a table, a marker. One
   * transaction that counts once.
   *
   * @throws Exception fails the job; the chunks stay committed
   */
  default void finish(StatelessSession db) throws Exception {}

  /**
   * Called at the end of each process that was opened, also after a failure. Its own failure is
   * logged, no more.
   */
  default void close() throws Exception {}

  /**
   * The entities that plan, read, write and finish use, with their embeddables, mapped superclasses
   * and converters, where the list found in the job's jars should not be taken.
   *
   * @return empty: take the list found in the jars
   */
  default Collection<Class<?>> entities() {
    return List.of();
  }
}

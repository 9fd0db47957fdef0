package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Phases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The ends of attempts whose chunk is DONE by them: those that become known at one time are entered
 * in one transaction. It reads the chunks' rows and changes the attempts', by their keys' order.
 */
public final class Commits {
  private static final String END =
      """
      update foray.attempt
      set state = 'SUCCEEDED', ended_at = ?, exit_code = ?, read_millis = ?, map_millis = ?,
          write_millis = ?, commit_millis = ?
      where job_id = ? and step = 'CHUNK' and chunk_index = ? and attempt = ?
        and state in ('STARTING', 'RUNNING')
      """;

  private static final int FEW = 4;

  private static final Comparator<AttemptId> BY_KEY =
      Comparator.comparingLong((AttemptId attempt) -> attempt.job().number())
          .thenComparingInt(AttemptId::chunk)
          .thenComparingInt(AttemptId::number);

  private final Together<Told, Optional<Entry>> together;

  Commits(Transactions transactions) {
    this.together =
        new Together<>(all -> transactions.run(session -> new Session(session).enter(all)));
  }

  /**
   * @param exitCode null where no exit was seen
   */
  private record Told(
      AttemptId attempt, @Nullable Integer exitCode, @Nullable Phases phases, Instant at) {}

  /**
   * What was entered.
   *
   * @param chunk DONE by the attempt
   * @param isNew false: the attempt's end was in the ledger before
   */
  public record Entry(Chunk chunk, boolean isNew) {}

  /**
   * Ends the attempt's row as SUCCEEDED, if its chunk is DONE by it and the row has not ended yet.
   *
   * @return empty: the chunk is not DONE by it, and nothing has changed
   */
  public Optional<Entry> enter(
      AttemptId attempt, @Nullable Integer exitCode, @Nullable Phases phases, Instant now) {
    return together.ask(new Told(attempt, exitCode, phases, now));
  }

  /** One transaction's. */
  private record Session(StatelessSession session) {

    private List<Optional<Entry>> enter(List<Told> all) {
      Map<AttemptId, Chunk> done = done(all);
      Map<AttemptId, Told> first = new TreeMap<>(BY_KEY);
      all.stream()
          .filter(told -> done.containsKey(told.attempt()))
          .forEach(told -> first.putIfAbsent(told.attempt(), told));
      Map<AttemptId, Boolean> entered = end(List.copyOf(first.values()));
      List<Optional<Entry>> entries = new ArrayList<>();
      Set<AttemptId> said = new HashSet<>();
      for (Told told : all) {
        AttemptId attempt = told.attempt();
        boolean isNew = said.add(attempt) && entered.getOrDefault(attempt, false);
        entries.add(Optional.ofNullable(done.get(attempt)).map(chunk -> new Entry(chunk, isNew)));
      }
      return entries;
    }

    private Map<AttemptId, Boolean> end(List<Told> ended) {
      Batch batch = new Batch(END);
      for (Told told : ended) {
        Phases spent = told.phases();
        batch.add(
            told.at(),
            told.exitCode(),
            spent == null ? null : spent.readMillis(),
            spent == null ? null : spent.mapMillis(),
            spent == null ? null : spent.writeMillis(),
            spent == null ? null : spent.commitMillis(),
            told.attempt().job().number(),
            told.attempt().chunk(),
            told.attempt().number());
      }
      int[] changed = batch.run(session);
      return IntStream.range(0, ended.size())
          .boxed()
          .collect(Collectors.toMap(i -> ended.get(i).attempt(), i -> changed[i] == 1));
    }

    /** The chunks that are DONE by those attempts. */
    private Map<AttemptId, Chunk> done(List<Told> all) {
      Map<AttemptId, Chunk> done = new HashMap<>();
      all.stream()
          .map(Told::attempt)
          .distinct()
          .collect(Collectors.groupingBy(AttemptId::job))
          .forEach((job, attempts) -> done.putAll(done(job, attempts)));
      return done;
    }

    private Map<AttemptId, Chunk> done(JobId job, List<AttemptId> attempts) {
      Map<Integer, Chunk> chunks =
          rows(job, attempts.stream().map(AttemptId::chunk).distinct().toList())
              .map(ChunkRow::toChunk)
              .collect(Collectors.toMap(Chunk::index, chunk -> chunk));
      Map<AttemptId, Chunk> done = new HashMap<>();
      for (AttemptId attempt : attempts) {
        Chunk chunk = chunks.get(attempt.chunk());
        if (chunk != null && Objects.equals(chunk.doneBy(), attempt.number())) {
          done.put(attempt, chunk);
        }
      }
      return done;
    }

    /**
     * A list in a query has it translated anew each time, which takes as long as a few of these.
     */
    private Stream<ChunkRow> rows(JobId job, List<Integer> indexes) {
      return indexes.size() <= FEW
          ? indexes.stream()
              .map(index -> session.get(ChunkRow.class, new ChunkKey(job.number(), index)))
              .filter(Objects::nonNull)
          : session
              .createSelectionQuery(
                  "from ChunkRow where key.jobId = :job and key.chunkIndex in (:chunks)",
                  ChunkRow.class)
              .setParameter("job", job.number())
              .setParameterList("chunks", indexes)
              .getResultStream();
    }
  }
}

package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.GatedSumJob;
import dev.foray.distribution.jobs.SumJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A job of a few chunks that adds up and waits at gates, submitted to a Master on PostgreSQL, seen
 * through its ledger.
 */
final class SumRun {
  static final int CHUNKS = 8;
  static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration OFTEN = Duration.ofMillis(50);

  private final RunningMaster master;
  private final String url;
  private final Path gates;
  private final long job;
  private final int chunks;

  private SumRun(RunningMaster master, String url, Path gates, long job, int chunks) {
    this.master = master;
    this.url = url;
    this.gates = gates;
    this.job = job;
    this.chunks = chunks;
  }

  /** Its chunks wait for {@link #openGate}; with {@code planGate} its plan waits too. */
  static SumRun submit(RunningMaster master, String url, Path directory, String... parameters)
      throws Exception {
    return submit(CHUNKS, master, url, directory, parameters);
  }

  static SumRun submit(
      int chunks, RunningMaster master, String url, Path directory, String... parameters)
      throws Exception {
    long job = 1 + number(url, "select coalesce(max(id), 0) from foray.job");
    Path gates = Files.createDirectories(directory.resolve("gates-" + job));
    Path jar = JobJar.of(gates, "sum.jar", SumJob.class, GatedSumJob.class);
    List<String> command = new ArrayList<>(List.of("submit", "--detach", "--jar", jar.toString()));
    List<String> all = new ArrayList<>(List.of(parameters));
    all.addAll(List.of("chunks=" + chunks, "micros=100", "gate=" + gates.resolve("chunks")));
    all.replaceAll(each -> each.equals("planGate") ? "planGate=" + gates.resolve("plan") : each);
    all.forEach(each -> command.addAll(List.of("--param", each)));
    command.add("GatedSumJob");
    Distribution.Ended submitted = master.run(command.toArray(String[]::new));
    assertThat(submitted.exitCode()).as(submitted + master.log()).isZero();
    return new SumRun(master, url, gates, job, chunks);
  }

  void openGate() throws IOException {
    Files.createFile(gates.resolve("chunks"));
  }

  void openPlanGate() throws IOException {
    Files.createFile(gates.resolve("plan"));
  }

  /**
   * The job goes on to its end, however long that takes within reason, and each pair counts once.
   */
  void endsWithEachPairCountedOnce() throws Exception {
    until("the job's end", "select 1 from foray.job where ended_at is not null and id = " + job);
    assertThat(rows("select state, failure from foray.job where id = " + job))
        .as(master.log())
        .containsExactly("SUCCEEDED|null");
    // Its last runner may still be on its way out.
    until(
        "the last attempt's end",
        "select 1 where not exists (select from foray.attempt"
            + " where state in ('STARTING', 'RUNNING'))");
    CountedOnce.assertCountedOnce(url, chunks * SumJob.PAIRS_PER_CHUNK);
  }

  /** Waits for so many chunks that run, each in a JVM that has begun. */
  void awaitAtWork(int chunks) throws IOException {
    until(
        chunks + " chunks at work",
        "select 1 from foray.attempt where step = 'CHUNK' and state = 'RUNNING' and job_id = "
            + job
            + " having count(*) = "
            + chunks);
  }

  /** The nodes whose workers have chunks of the job that run, and the chunks' indexes. */
  List<Map.Entry<String, Integer>> placesAtWork() throws Exception {
    return rows(
            "select w.node_id, a.chunk_index from foray.attempt a join foray.worker w"
                + " on w.id = a.worker_id where a.step = 'CHUNK' and a.state = 'RUNNING' and a.job_id = "
                + job)
        .stream()
        .map(row -> row.split("\\|"))
        .map(row -> Map.entry(row[0], Integer.valueOf(row[1])))
        .toList();
  }

  /** How many attempts at its chunks there are that fit. */
  long attempts(String condition) throws Exception {
    return number(
        url,
        "select count(*) from foray.attempt where step = 'CHUNK' and job_id = "
            + job
            + " and "
            + condition);
  }

  /** Waits until the query, in which {@code :job} is this one, has a row. */
  void until(String what, String sql) throws IOException {
    try {
      await(what)
          .atMost(LONG)
          .pollInterval(OFTEN)
          .ignoreExceptions()
          .until(() -> !rows(sql.replace(":job", String.valueOf(job))).isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\n" + attempts() + "\n" + master.log(), e);
    }
  }

  private String attempts() {
    String all = "select job_id, step, chunk_index, attempt, state, worker_id from foray.attempt";
    try {
      return String.join("\n", rows(all + " order by dispatched_at"));
    } catch (Exception e) {
      return e.toString();
    }
  }

  List<String> rows(String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql.replace(":job", String.valueOf(job)));
  }

  long number() {
    return job;
  }

  static long number(String url, String sql) throws Exception {
    return Long.parseLong(Postgres.rows(url, "postgres", "", sql).get(0));
  }
}

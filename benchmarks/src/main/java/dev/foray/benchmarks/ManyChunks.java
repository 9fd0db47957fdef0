package dev.foray.benchmarks;

import dev.foray.benchmarks.model.TinyChunks;
import dev.foray.protocol.JobAdmin;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Names;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A job of 100,000 chunks on H2, in a Master as {@code bin/master} starts it: how long each command
 * takes that asks for it, first after a restart, then again while workers keep both cores busy, and
 * while the job is paused, beside one that asks no Master; and what the Master's heap holds. The
 * plan is the job's own; then half of the chunks are entered as done, as the workers would leave
 * them, because to do them takes a day.
 */
final class ManyChunks {
  private static final int CHUNKS = 100_000;
  private static final int ROUNDS = 7;
  private static final long LONGEST_SECONDS = 1_800;
  private static final JobId JOB = new JobId(1);
  private static final List<String> NOTHING = List.of("--version");
  private static final List<List<String>> QUESTIONS =
      List.of(
          List.of("jobs"),
          List.of("job", "job-1"),
          List.of("chunks", "job-1"),
          List.of("chunks", "job-1", "--from", "99000"),
          List.of("chunks", "job-1", "--state", "FAILED"),
          List.of("report", "job-1", "-o", "-"),
          List.of("why", "job-1"));

  private final Path script;
  private final Path jobJar;
  private final Path data;

  ManyChunks(Path script, Path jobJar, Path directory) {
    this.script = script;
    this.jobJar = jobJar;
    this.data = directory.resolve("many-chunks");
  }

  void run() throws Exception {
    Files.createDirectories(data);
    plan();
    enterHalfAsDone();
    List<Double> first = new ArrayList<>();
    for (List<String> question : QUESTIONS) {
      try (MasterProcess master = start()) {
        first.add(milliseconds(master, question));
      }
    }
    try (MasterProcess master = start()) {
      // Until the workers work, so that chunks move while the questions are asked.
      await(master, summary -> summary.done() >= CHUNKS / 2 + 4);
      List<List<Double>> busy = again(master);
      master.run(List.of("pause", JOB.toString()));
      await(master, summary -> summary.running() == 0);
      List<List<Double>> paused = again(master);
      master.collect();
      print(first, busy, paused);
      System.out.printf(
          "%nThe Master's heap: %d MB live, %d MB at most after a collection%n",
          master.peakMegabytes(true), master.peakMegabytes(false));
    }
  }

  /** The console alone, while the job is paused. */
  void watch() throws Exception {
    Files.createDirectories(data);
    plan();
    enterHalfAsDone();
    try (MasterProcess master = start()) {
      master.run(List.of("pause", JOB.toString()));
      await(master, summary -> summary.running() == 0);
      new Consoles(script, data, JOB).run(master);
    }
  }

  private void plan() throws Exception {
    try (MasterProcess master = start()) {
      String chunks = "chunks=" + CHUNKS;
      String job = TinyChunks.class.getName();
      master.run(List.of("submit", "--detach", "--jar", jobJar.toString(), "--param", chunks, job));
      await(master, summary -> summary.state() == JobState.RUNNING);
    }
  }

  private MasterProcess start() throws IOException, InterruptedException {
    return MasterProcess.start(script, data, List.of("--slots", "1", "--max-nodes", "2"));
  }

  private static void await(MasterProcess master, Predicate<JobSummary> condition)
      throws Exception {
    Identity self = master.identity();
    JobAdmin jobs =
        new RmiPeer(() -> self).master(master.address(), Names.JOB_ADMIN, JobAdmin.class);
    for (int waited = 0; !condition.test(jobs.job(JOB)); waited++) {
      if (waited == LONGEST_SECONDS) {
        throw new IllegalStateException("the job stands still: " + jobs.job(JOB));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** The later half, so that the workers go on with the earlier one. */
  private void enterHalfAsDone() throws SQLException, IOException {
    Path database = data.resolve("database");
    String url = "jdbc:h2:file:" + database.resolve("foray");
    String password = Files.readString(database.resolve("password")).strip();
    String which = " where job_id = 1 and chunk_index >= " + CHUNKS / 2;
    try (Connection connection = DriverManager.getConnection(url, "foray", password);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into foray.attempt (job_id, step, chunk_index, attempt, state, release_id,"
              + " worker_id, dispatched_at, started_at, ended_at, exit_code) select job_id,"
              + " 'CHUNK', chunk_index, 1, 'SUCCEEDED', 'r', 'w', current_timestamp,"
              + " current_timestamp, current_timestamp, 0 from foray.chunk"
              + which);
      statement.execute(
          "insert into foray.counter select job_id, chunk_index, 'pairs', 1 from foray.chunk"
              + which);
      statement.execute(
          "update foray.chunk set state = 'DONE', attempt = 1, done_by = 1, done_at ="
              + " current_timestamp, pairs_read = 1, pairs_mapped = 1, pairs_emitted = 0,"
              + " pairs_written = 0, pairs_skipped = 0"
              + which);
      statement.execute("shutdown");
    }
  }

  /** For each question, and last for the command that asks nothing, by round. */
  private static List<List<Double>> again(MasterProcess master) throws Exception {
    List<List<String>> commands = new ArrayList<>(QUESTIONS);
    commands.add(NOTHING);
    List<List<Double>> times = new ArrayList<>();
    commands.forEach(command -> times.add(new ArrayList<>()));
    for (int round = 0; round < ROUNDS; round++) {
      for (int command = 0; command < commands.size(); command++) {
        times.get(command).add(milliseconds(master, commands.get(command)));
      }
    }
    return times;
  }

  private static double milliseconds(MasterProcess master, List<String> command)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    master.run(command);
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void print(
      List<Double> first, List<List<Double>> busy, List<List<Double>> paused) {
    System.out.printf(
        "%n%,d chunks on H2; milliseconds of the whole command: after a restart; median and slowest"
            + " of %d while workers are busy; the same while the job is paused%n%n",
        CHUNKS, ROUNDS);
    String row = "%-32s %8s %8s %8s %8s %8s %12s%n";
    System.out.printf(row, "", "first", "busy", "slowest", "paused", "slowest", "/ --version");
    double nothing = median(paused.get(QUESTIONS.size()));
    for (int question = 0; question <= QUESTIONS.size(); question++) {
      boolean asks = question < QUESTIONS.size();
      System.out.printf(
          row,
          String.join(" ", asks ? QUESTIONS.get(question) : NOTHING),
          asks ? whole(first.get(question)) : "",
          whole(median(busy.get(question))),
          whole(slowest(busy.get(question))),
          whole(median(paused.get(question))),
          whole(slowest(paused.get(question))),
          "%.2f".formatted(median(paused.get(question)) / nothing));
    }
  }

  private static String whole(double milliseconds) {
    return "%.0f".formatted(milliseconds);
  }

  private static double slowest(List<Double> times) {
    return times.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}

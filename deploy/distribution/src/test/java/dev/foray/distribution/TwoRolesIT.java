package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.FaultySumJob;
import dev.foray.distribution.jobs.SumJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs run whole, killed, with pairs set aside, tried and cancelled, where chunk-runners are a
 * database user that has not one right more than {@code master schema --roles} prints, and those to
 * the job's own tables.
 */
class TwoRolesIT {
  private static final int PAIRS = SumJob.PAIRS_PER_CHUNK;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String MASTER = "night master";
  private static final String RUNNER = "night-jobs";
  private static final String MASTERS_PASSWORD = "ahead-4711-of-the-master";
  private static final String RUNNERS_PASSWORD = "astern-4712-of-the-jobs";

  @TempDir private Path dataDirectory;

  @Test
  void jobsRunWithNotOneRightMoreThanIsPrinted() throws Exception {
    String url = Postgres.newDatabase();
    makeRoles(url);
    Path jar = JobJar.of(dataDirectory, "sum.jar", SumJob.class, FaultySumJob.class);
    try (RunningMaster master = start(url);
        ProcessWatch watch = ProcessWatch.of(master)) {
      Process whole =
          master.begin(
              dataDirectory.resolve("submit.log"), submit(jar, "20000", "--max-skipped", "1"));
      killOneRunner(master, url);
      assertThat(whole.waitFor()).as(master.log()).isZero();
      assertThat(counted(url)).isEqualTo(String.valueOf(PAIRS - 1));

      succeeds(master, "retry", "1", "--skipped-only", "--param", "bad=-1", "--wait");
      assertThat(counted(url)).isEqualTo(String.valueOf(PAIRS));
      assertThat(rows(url, "select count(*), sum(pairs_skipped) from foray.chunk"))
          .containsExactly("1|0");

      assertThat(succeeds(master, submit(jar, "1", "--dry-run", "--set", "maxSkipped=1")).out())
          .contains(PAIRS - 1 + " pairs");
      assertThat(counted(url)).isEqualTo(String.valueOf(PAIRS));

      Process cancelled = master.begin(dataDirectory.resolve("cancel.log"), submit(jar, "1000000"));
      awaitRunnerAtWork(master, url, "3");
      succeeds(master, "cancel", "3");
      assertThat(cancelled.waitFor()).as(master.log()).isEqualTo(4);
      watch.sawNothingOf(MASTERS_PASSWORD, RUNNERS_PASSWORD);
    }
    assertThat(rows(url, "select tableowner from pg_tables where tablename in ('total', 'chunk')"))
        .containsExactlyInAnyOrder(MASTER, RUNNER);
    assertThat(rows(url, "select id, state from foray.job order by id"))
        .containsExactly("1|SUCCEEDED", "2|SUCCEEDED", "3|CANCELLED");
  }

  /** As a DBA would: what is printed, a password for each, and the rights of the job's own. */
  private void makeRoles(String url) throws Exception {
    Distribution.Ended printed =
        Distribution.run(
            dataDirectory,
            "schema",
            "--roles",
            "--database-user",
            MASTER,
            "--runner-database-user",
            RUNNER);
    assertThat(printed.exitCode()).as(printed.toString()).isZero();
    try (Connection dba = DriverManager.getConnection(url, "postgres", "");
        Statement statement = dba.createStatement()) {
      statement.execute(printed.out());
      statement.execute("alter role \"" + MASTER + "\" password '" + MASTERS_PASSWORD + "'");
      statement.execute("alter role \"" + RUNNER + "\" password '" + RUNNERS_PASSWORD + "'");
      statement.execute("grant usage, create on schema public to \"" + RUNNER + "\"");
    }
    Postgres.requirePassword(url, "\"" + MASTER + "\"");
    Postgres.requirePassword(url, "\"" + RUNNER + "\"");
  }

  private RunningMaster start(String url) throws IOException {
    Path masters = Files.writeString(dataDirectory.resolve("masters"), MASTERS_PASSWORD + "\n");
    Path runners = Files.writeString(dataDirectory.resolve("runners"), RUNNERS_PASSWORD + "\n");
    Files.writeString(
        dataDirectory.resolve("foray.properties"),
        "backoff-millis=100\nrunner-database-password-file=" + runners + "\n");
    return RunningMaster.start(
        dataDirectory,
        "--slots",
        "1",
        "--max-nodes",
        "1",
        "--database-url",
        url,
        "--database-user",
        MASTER,
        "--database-password-file",
        masters.toString(),
        "--runner-database-user",
        RUNNER);
  }

  private static String[] submit(Path jar, String micros, String... options) {
    List<String> words = new ArrayList<>(List.of("submit", "--wait", "--jar", jar.toString()));
    words.addAll(
        List.of("--param", "chunks=1", "--param", "bad=77", "--param", "micros=" + micros));
    words.addAll(List.of(options));
    words.add("FaultySumJob");
    return words.toArray(String[]::new);
  }

  private static Distribution.Ended succeeds(RunningMaster master, String... words)
      throws Exception {
    Distribution.Ended ended = master.run(words);
    assertThat(ended.exitCode()).as("%s%n%s", ended, master.log()).isZero();
    return ended;
  }

  private static void killOneRunner(RunningMaster master, String url) throws Exception {
    awaitRunnerAtWork(master, url, "1");
    master.runners().forEach(ProcessHandle::destroyForcibly);
    await("the death to be seen")
        .atMost(LONG)
        .until(
            () ->
                rows(url, "select 1 from foray.attempt where failure_kind = 'RUNNER_DIED'").size()
                    == 1);
  }

  /** Until one has said that it has begun, with a session that is its user's. */
  private static void awaitRunnerAtWork(RunningMaster master, String url, String job) {
    await("a runner at work")
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                !master.runners().isEmpty()
                    && !rows(
                            url,
                            "select 1 from foray.attempt a join pg_stat_activity on pid = database_session"
                                + " where step = 'CHUNK' and a.state = 'RUNNING'"
                                + " and usename = '"
                                + RUNNER
                                + "' and job_id = "
                                + job)
                        .isEmpty());
  }

  private static String counted(String url) throws Exception {
    String distinct = rows(url, "select count(distinct pair) from seen").get(0);
    assertThat(rows(url, "select count(*) from seen")).containsExactly(distinct);
    assertThat(rows(url, "select sum(n) from total")).containsExactly(distinct);
    assertThat(rows(url, "select sum(count) from foray.counter where job_id = 1"))
        .containsExactly(distinct);
    return distinct;
  }

  private static List<String> rows(String url, String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}

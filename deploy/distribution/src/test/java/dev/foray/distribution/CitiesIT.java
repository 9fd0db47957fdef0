package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.Secret;
import dev.foray.settings.SecretFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The three examples through real workers and forked runners: two nodes of two slots, the known
 * answers; and what {@code ps} shows of it meanwhile holds no secret.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class CitiesIT {
  private static final String USER = "mercator";
  private static final String PASSWORD = "latitude-51.2";
  private static final String SECRET = "longitude-4.3";
  private static final String PARAMETER = "altitude-7.0";

  /**
   * Two slots on each of two nodes, each with one at work, one that waits and one that ends; two on
   * the Master's host, and a training run beside them.
   */
  private static final int ROOM = 15;

  @TempDir private Path dataDirectory;
  private @Nullable ProcessWatch watch;

  @Test
  void theExamplesGiveTheKnownAnswersOnPostgreSql() throws Exception {
    String url = Postgres.newDatabaseOf(USER, PASSWORD);
    Path passwordFile =
        Files.writeString(dataDirectory.resolve("database-password"), PASSWORD + "\n");
    runExamples(
        "--database-url",
        url,
        "--database-user",
        USER,
        "--database-password-file",
        passwordFile.toString());
    watch().sawNothingOf(PASSWORD);
    check(url, USER, PASSWORD);
  }

  @Test
  void theExamplesGiveTheKnownAnswersOnH2() throws Exception {
    runExamples();
    LocalH2 h2 = LocalH2.in(dataDirectory);
    watch().sawNothingOf(h2.password());
    check(h2.url(), h2.user(), h2.password());
  }

  /** Runs them, and sees what {@code ps} shows of it: two workers, runners that come and go. */
  private void runExamples(String... options) throws Exception {
    new SecretFiles(dataDirectory).set("mail", new Secret(SECRET));
    List<String> all = new ArrayList<>(List.of("--slots", "2", "--max-nodes", "2"));
    all.addAll(List.of(options));
    try (RunningMaster master = RunningMaster.start(dataDirectory, all.toArray(String[]::new));
        ProcessWatch watching = ProcessWatch.of(master)) {
      watch = watching;
      for (String job : List.of("LoadCities", "CityWords", "NearestBigCity")) {
        Distribution.Ended ended =
            master.run(
                "submit",
                "--wait",
                "--jar",
                Distribution.examples().toString(),
                "--param",
                "note=" + PARAMETER,
                job);
        assertThat(ended.exitCode()).as("%s: %s%n%s", job, ended, master.log()).isZero();
      }
    }
    watch().sawWorkers(2);
    if (!Distribution.reusesJvms()) {
      watch().sawRunnersComeAndGo(8, ROOM);
    }
    watch().sawTheArchiveUsed();
    watch().sawNothingOf(SECRET, PARAMETER, "PRIVATE KEY");
    watch().sawTheEndOfAll();
  }

  private ProcessWatch watch() {
    return Objects.requireNonNull(watch);
  }

  private static void check(String url, String user, String password) throws SQLException {
    KnownAnswers.check(url, user, password);
    twoRunnersMappedAtTheSameTime(url, user, password);
  }

  /** Attempts of one job on two workers whose times at work overlap. */
  private static void twoRunnersMappedAtTheSameTime(String url, String user, String password)
      throws SQLException {
    assertThat(
            rows(
                url,
                user,
                password,
                "select count(*) from foray.attempt a join foray.attempt b on a.job_id = b.job_id"
                    + " and a.chunk_index < b.chunk_index and a.worker_id <> b.worker_id"
                    + " where a.step = 'CHUNK' and b.step = 'CHUNK'"
                    + " and a.started_at < b.ended_at and b.started_at < a.ended_at"))
        .doesNotContain("0");
  }

  private static List<String> rows(String url, String user, String password, String sql)
      throws SQLException {
    return Postgres.rows(url, user, password, sql);
  }
}

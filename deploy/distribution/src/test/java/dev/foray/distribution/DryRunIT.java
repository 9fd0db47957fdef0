package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two examples are run in earnest and then tried: the tables stay as they are, and what a tried
 * chunk counts is what that chunk counted in earnest.
 */
class DryRunIT {
  @TempDir private Path dataDirectory;

  @Test
  void triedChunksCountAsInEarnestAndTheDataStaysAsItWasOnH2() throws Exception {
    try (RunningMaster master = RunningMaster.start(dataDirectory, "--slots", "2")) {
      runAndTry(master);
    }
    LocalH2 h2 = LocalH2.in(dataDirectory);
    check(h2.url(), h2.user(), h2.password());
  }

  @Test
  void triedChunksCountAsInEarnestAndTheDataStaysAsItWasOnPostgreSql() throws Exception {
    String url = Postgres.newDatabase();
    try (RunningMaster master =
        RunningMaster.start(
            dataDirectory, "--slots", "2", "--database-url", url, "--database-user", "postgres")) {
      runAndTry(master);
    }
    check(url, "postgres", "");
  }

  private static void runAndTry(RunningMaster master) throws Exception {
    submit(master, "LoadCities");
    submit(master, "CityWords");
    assertThat(submit(master, "LoadCities", "--dry-run", "--chunks", "2").out())
        .contains("SUCCEEDED", "a dry run, everything is rolled back", "2 done", "on average");
    assertThat(submit(master, "CityWords", "--dry-run", "--chunks", "3", "--json").out())
        .contains("\"chunksInAll\": 10", "\"secondsInAll\": ", "\"pairsInAll\": ")
        .contains("\"total\": 3", "\"key\": ")
        .doesNotContain("\"chunkMillis\": null");
  }

  private static Distribution.Ended submit(RunningMaster master, String job, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("submit", "--wait", "--jar"));
    arguments.add(Distribution.examples().toString());
    arguments.addAll(List.of(options));
    arguments.add(job);
    Distribution.Ended ended = master.run(arguments.toArray(String[]::new));
    assertThat(ended.exitCode()).as("%s: %s%n%s", job, ended, master.log()).isZero();
    return ended;
  }

  private static void check(String url, String user, String password) throws SQLException {
    assertThat(rows(url, user, password, "select count(*) from city")).containsExactly("135233");
    assertThat(rows(url, user, password, "select count(*), sum(n) from city_word"))
        .containsExactly("107419|196041");
    assertThat(
            rows(
                url,
                user,
                password,
                "select t.job_id, t.chunk_index from foray.chunk t join foray.chunk c"
                    + " on c.job_id = t.job_id - 2 and c.chunk_index = t.chunk_index"
                    + " and c.pairs_read = t.pairs_read and c.pairs_mapped = t.pairs_mapped"
                    + " and c.pairs_emitted = t.pairs_emitted"
                    + " and c.pairs_written = t.pairs_written"
                    + " where t.pairs_written > 0 order by 1, 2"))
        .containsExactly("3|0", "3|5", "4|0", "4|3", "4|6");
    assertThat(
            rows(url, user, password, "select job_id, count(*) from foray.tried_pair group by 1"))
        .containsExactlyInAnyOrder("3|10", "4|15");
    assertThat(
            rows(
                url,
                user,
                password,
                "select id, finish_attempt, finished_by from foray.job where dry_run order by id"))
        .containsExactly("3|0|null", "4|0|null");
  }

  private static List<String> rows(String url, String user, String password, String sql)
      throws SQLException {
    return Postgres.rows(url, user, password, sql);
  }
}

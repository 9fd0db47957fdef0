package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job is run in earnest and then tried, though its plan empties the table that it fills: the
 * table stays as it is, and what a tried chunk counts is what that chunk counted in earnest.
 */
class DryRunIT {
  @TempDir private Path dataDirectory;

  @Test
  void triedChunksCountAsInEarnestAndTheDataStaysAsItWas() throws Exception {
    try (RunningMaster master = RunningMaster.start(dataDirectory, "--slots", "2")) {
      submit(master);
      assertThat(submit(master, "--dry-run", "--chunks", "2", "--json").out())
          .contains("\"state\": \"SUCCEEDED\"", "\"total\": 2", "\"chunksInAll\": 10")
          .contains("\"slots\": 4", "\"key\": ", "\"value\": \"Place[name=")
          .contains("\"secondsInAll\": ", "\"pairsInAll\": 150000")
          .doesNotContain("\"chunkMillis\": null", "\"secondsInAll\": null");
      plan(master);
    }
    tablesAndCountsAgree(LocalH2.in(dataDirectory));
    nothingWasStartedForThePlan(LocalH2.in(dataDirectory));
  }

  private static void plan(RunningMaster master) throws Exception {
    Distribution.Ended plan =
        master.run("plan", "--jar", Distribution.examples().toString(), "LoadCities");
    assertThat(plan.exitCode()).as("%s%n%s", plan, master.log()).isZero();
    assertThat(plan.out())
        .contains("LoadCities is planned, rolled back, and not begun: no node was started")
        .contains(
            "chunks     10, each taken to last ", " (as in job-1)", "nodes      2 nodes with 2")
        .contains("costs      not known: what a local node costs is not known", "8 connections");
  }

  private static void nothingWasStartedForThePlan(LocalH2 h2) throws Exception {
    assertThat(
            rows(
                h2,
                "select j.state, j.chunk_count, (select count(*) from foray.chunk where job_id = 3),"
                    + " (select count(*) from foray.node n where n.requested_at > j.submitted_at)"
                    + " from foray.job j where j.id = 3"))
        .containsExactly("SUCCEEDED|10|0|0");
  }

  private static Distribution.Ended submit(RunningMaster master, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("submit", "--wait", "--jar"));
    arguments.add(Distribution.examples().toString());
    arguments.addAll(List.of(options));
    arguments.add("LoadCities");
    Distribution.Ended ended = master.run(arguments.toArray(String[]::new));
    assertThat(ended.exitCode()).as("%s%n%s", ended, master.log()).isZero();
    return ended;
  }

  private static void tablesAndCountsAgree(LocalH2 h2) throws Exception {
    assertThat(rows(h2, "select count(*) from city")).containsExactly("135233");
    assertThat(
            rows(
                h2,
                "select t.chunk_index, t.pairs_written from foray.chunk t join foray.chunk c"
                    + " on c.job_id = 1 and c.chunk_index = t.chunk_index"
                    + " and c.pairs_read = t.pairs_read and c.pairs_mapped = t.pairs_mapped"
                    + " and c.pairs_emitted = t.pairs_emitted"
                    + " and c.pairs_written = t.pairs_written"
                    + " where t.job_id = 2 order by 1"))
        .containsExactly("0|15000", "5|15000");
    assertThat(rows(h2, "select job_id, count(*) from foray.tried_pair group by job_id"))
        .containsExactly("2|10");
    assertThat(
            rows(
                h2,
                "select id, finish_attempt, finished_by from foray.job where dry_run order by id"))
        .containsExactly("2|0|null", "3|0|null");
  }

  private static List<String> rows(LocalH2 h2, String sql) throws Exception {
    return Postgres.rows(h2.url(), h2.user(), h2.password(), sql);
  }
}

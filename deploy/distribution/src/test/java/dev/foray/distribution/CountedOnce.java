package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.SumJob;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The checker of the prime directive: reads what the newest job, one of the kind of {@link SumJob},
 * has left in a PostgreSQL database whose user is postgres, and what the ledger says of it. Such a
 * job is not idempotent: what counts twice or not at all shows in its tables. Master and Workers
 * may still run; they are given a minute to write the end of the last attempt down.
 */
final class CountedOnce {
  private static final Duration HISTORY = Duration.ofMinutes(1);

  private final String url;
  private final long job;

  private CountedOnce(String url, long job) {
    this.url = url;
    this.job = job;
  }

  /**
   * The job has SUCCEEDED and each of its pairs counts once: as a row, in the sum, in the counter
   * and in the history of its attempts. Plan and finish count once, too.
   *
   * @param pairs of all chunks together: 0 to {@code pairs - 1}
   */
  static void assertCountedOnce(String url, int pairs) throws SQLException {
    CountedOnce newest = newest(url);
    assertThat(newest.ofJob("select state from foray.job where id = ?"))
        .containsExactly("SUCCEEDED");
    assertThat(newest.check() * SumJob.PAIRS_PER_CHUNK).as("pairs of DONE chunks").isEqualTo(pairs);
    assertThat(newest.ofJob("select count(*) from foray.chunk where job_id = ?"))
        .as("chunks in all, each DONE")
        .containsExactly(String.valueOf(pairs / SumJob.PAIRS_PER_CHUNK));
  }

  /**
   * The job may have been cancelled or have failed: what is there of it is whole chunks, each once.
   *
   * @return how many chunks
   */
  static int assertWholeChunks(String url) throws SQLException {
    return newest(url).check();
  }

  private static CountedOnce newest(String url) throws SQLException {
    return new CountedOnce(
        url, Long.parseLong(rows(url, "select coalesce(max(id), 0) from foray.job").get(0)));
  }

  private int check() throws SQLException {
    boolean planned = says("planned_by is not null");
    assertThat(marks("plan")).as("plans that count").isEqualTo(planned ? 1 : 0);
    assertThat(marks("finish"))
        .as("finishes that count")
        .isEqualTo(says("finished_by is not null") ? 1 : 0);
    List<String> done =
        ofJob("select chunk_index from foray.chunk where state = 'DONE' and job_id = ? order by 1");
    if (planned) { // Else the tables are still an earlier job's.
      pairsCountOnce(done);
    }
    await("a history that agrees with the rows")
        .atMost(HISTORY)
        .untilAsserted(this::historyAgreesWithTheRows);
    return done.size();
  }

  private boolean says(String condition) throws SQLException {
    return !ofJob("select 1 from foray.job where " + condition + " and id = ?").isEmpty();
  }

  private int marks(String step) throws SQLException {
    boolean never = rows(url, "select 1 from pg_tables where tablename = 'mark'").isEmpty();
    return never
        ? 0
        : rows(url, "select 1 from mark where job = 'job-" + job + "' and step = '" + step + "'")
            .size();
  }

  /** As many different pairs as a range has: the chunk is whole. */
  private void pairsCountOnce(List<String> done) throws SQLException {
    int size = SumJob.PAIRS_PER_CHUNK;
    assertThat(
            rows(
                url,
                "select pair / "
                    + size
                    + ", count(*), count(distinct pair) from seen group by 1 order by 1"))
        .as("chunk | pairs | different pairs, of the committed chunks alone")
        .containsExactlyElementsOf(
            done.stream().map(chunk -> chunk + "|" + size + "|" + size).toList());
    String pairs = String.valueOf(done.size() * size);
    assertThat(rows(url, "select sum(n) from total")).as("the sum").containsExactly(pairs);
    assertThat(
            ofJob(
                "select coalesce(sum(count), 0) from foray.counter where name = 'pairs' and job_id = ?"))
        .as("the counter")
        .containsExactly(pairs);
  }

  private void historyAgreesWithTheRows() throws SQLException {
    assertThat(
            ofJob(
                "select c.chunk_index, c.done_by, a.state from foray.chunk c left join foray.attempt a"
                    + " on a.job_id = c.job_id and a.step = 'CHUNK' and a.chunk_index = c.chunk_index"
                    + " and a.attempt = c.done_by"
                    + " where c.state = 'DONE' and a.state is distinct from 'SUCCEEDED' and c.job_id = ?"))
        .as("chunk | done_by | state, of chunks whose attempt has not SUCCEEDED")
        .isEmpty();
    assertThat(
            ofJob(
                "select a.chunk_index, a.attempt from foray.attempt a join foray.chunk c"
                    + " on c.job_id = a.job_id and c.chunk_index = a.chunk_index"
                    + " where a.step = 'CHUNK' and a.state = 'SUCCEEDED'"
                    + " and c.done_by is distinct from a.attempt and c.job_id = ?"))
        .as("chunk | attempt, of attempts that SUCCEEDED and did not commit")
        .isEmpty();
    assertThat(
            ofJob(
                "select step, chunk_index, attempt from foray.attempt"
                    + " where state in ('STARTING', 'RUNNING') and job_id = ?"))
        .as("attempts that are alive though the job is over")
        .isEmpty();
  }

  private List<String> ofJob(String sql) throws SQLException {
    return rows(url, sql.replace("?", String.valueOf(job)));
  }

  private static List<String> rows(String url, String sql) throws SQLException {
    return Postgres.rows(url, "postgres", "", sql);
  }
}

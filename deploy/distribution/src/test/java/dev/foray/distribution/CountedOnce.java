package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * Whether the newest job in a database, one that adds up, has counted each pair once, whatever was
 * done to it. The ledger's history is looked at for all of the database's jobs.
 */
final class CountedOnce {
  private CountedOnce() {}

  /**
   * Each pair was written once, the totals and the counter say so many, each chunk is DONE by one
   * attempt, which succeeded, and no attempt is left alive.
   *
   * @param url the database, whose user is postgres
   */
  static void assertCountedOnce(String url, int pairs) throws Exception {
    assertThat(rows(url, "select count(*), count(distinct pair) from seen"))
        .as("pairs written, and different ones")
        .containsExactly(pairs + "|" + pairs);
    assertThat(rows(url, "select sum(n) from total"))
        .as("the total")
        .containsExactly(String.valueOf(pairs));
    assertThat(
            rows(
                url,
                "select sum(count) from foray.counter"
                    + " where job_id = (select max(id) from foray.job)"))
        .as("the counter")
        .containsExactly(String.valueOf(pairs));
    assertThat(
            rows(
                url,
                "select c.chunk_index, c.state, a.state from foray.chunk c left join foray.attempt a"
                    + " on a.job_id = c.job_id and a.step = 'CHUNK'"
                    + " and a.chunk_index = c.chunk_index and a.attempt = c.done_by"
                    + " where c.state <> 'DONE' or a.state is null or a.state <> 'SUCCEEDED'"))
        .as("chunks that are not done by an attempt that succeeded")
        .isEmpty();
    assertThat(
            rows(
                url,
                "select job_id, step, chunk_index from foray.attempt where state = 'SUCCEEDED'"
                    + " group by job_id, step, chunk_index having count(*) <> 1"))
        .as("work that two attempts have done")
        .isEmpty();
    assertThat(
            rows(
                url,
                "select job_id, step, chunk_index, attempt from foray.attempt"
                    + " where state in ('STARTING', 'RUNNING')"))
        .as("attempts of jobs that are over")
        .isEmpty();
  }

  private static List<String> rows(String url, String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}

package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;

/** What the three examples find in the file of places, and how they got there: each once. */
final class KnownAnswers {
  private KnownAnswers() {}

  /** After one run of each. */
  static void check(String url, String user, String password) throws SQLException {
    assertThat(rows(url, user, password, "select count(*) from city")).containsExactly("135233");
    assertThat(rows(url, user, password, "select count(*), sum(n) from city_word"))
        .containsExactly("107419|196041");
    assertThat(rows(url, user, password, "select n from city_word where word = 'de'"))
        .containsExactly("4160");
    assertThat(
            rows(
                url,
                user,
                password,
                "select count(*), cast(sum(distance_km) as decimal(20, 1)) from nearest_big_city"))
        .containsExactly("135233|8981302.2");
    assertThat(
            rows(
                url,
                user,
                password,
                "select c.name, cast(n.distance_km as decimal(10, 2)) from nearest_big_city n"
                    + " join city c on c.geoname_id = n.geoname_id order by n.distance_km desc limit 1"))
        .containsExactly("Adamstown|5216.94");
    everyJobSucceededOnceInAtLeastEightChunks(url, user, password);
  }

  private static void everyJobSucceededOnceInAtLeastEightChunks(
      String url, String user, String password) throws SQLException {
    assertThat(rows(url, user, password, "select state, planned_by, finished_by from foray.job"))
        // The first has no finish of its own.
        .containsExactly("SUCCEEDED|1|null", "SUCCEEDED|1|1", "SUCCEEDED|1|1");
    assertThat(rows(url, user, password, "select id from foray.job where chunk_count < 8"))
        .isEmpty();
    assertThat(
            rows(
                url,
                user,
                password,
                "select * from foray.chunk where state <> 'DONE' or done_by <> attempt"))
        .isEmpty();
  }

  private static List<String> rows(String url, String user, String password, String sql)
      throws SQLException {
    return Postgres.rows(url, user, password, sql);
  }
}

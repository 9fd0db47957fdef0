package dev.foray.examples.cities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.MapReduceJob;
import dev.foray.testkit.JobTest;
import dev.foray.testkit.JobTestResult;
import java.util.Objects;
import org.assertj.core.data.Offset;

/** The three jobs on one database, and the answers that are known for the file in the jar. */
record CitiesRun(String url, String user) {

  JobTest of(Class<? extends MapReduceJob<?, ?, ?, ?>> job) {
    return JobTest.of(job)
        .database(url, user, "")
        .entities(City.class, CityWord.class, Neighbour.class);
  }

  void loadsAllCities() {
    JobTestResult result = of(LoadCities.class).run().succeeded();
    assertThat(result.chunks()).isEqualTo(10);
    assertThat(count(result, "select count(*) from city")).isEqualTo(135_233);
  }

  void countsTheWordsOfTheirNames() {
    JobTestResult result = of(CityWords.class).run().succeeded();
    assertThat(result.chunks()).isEqualTo(10);
    assertThat(count(result, "select count(*) from city_word")).isEqualTo(107_419);
    assertThat(count(result, "select sum(n) from city_word")).isEqualTo(196_041);
    assertThat(count(result, "select n from city_word where word = 'de'")).isEqualTo(4_160);
  }

  void findsTheNearestBigCityOfEach() {
    JobTestResult result = of(NearestBigCity.class).run().succeeded();
    assertThat(result.chunks()).isEqualTo(10);
    assertThat(count(result, "select count(*) from nearest_big_city")).isEqualTo(135_233);
    assertThat(number(result, "select sum(distance_km) from nearest_big_city"))
        .isCloseTo(8_981_302.2, Offset.offset(0.1));
    assertThat(
            number(
                result,
                "select max(distance_km) from nearest_big_city join city using (geoname_id)"
                    + " where name = 'Adamstown'"))
        .isCloseTo(5_216.94, Offset.offset(0.005))
        .isEqualTo(number(result, "select max(distance_km) from nearest_big_city"));
  }

  static long count(JobTestResult result, String sql) {
    return value(result, sql).longValue();
  }

  static double number(JobTestResult result, String sql) {
    return value(result, sql).doubleValue();
  }

  private static Number value(JobTestResult result, String sql) {
    return (Number) Objects.requireNonNull(result.value(sql));
  }
}

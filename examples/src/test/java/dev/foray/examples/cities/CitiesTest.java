package dev.foray.examples.cities;

import static dev.foray.examples.cities.CitiesRun.count;
import static dev.foray.examples.cities.CitiesRun.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.JobMistake;
import dev.foray.testkit.JobTestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three jobs on a handful of places, in memory. */
class CitiesTest {
  private static final String FILE =
      """
      geoname_id,name,country,latitude,longitude,population
      1,Wien,AT,48.20849,16.37208,1691468
      2,Graz,AT,47.06667,15.45,222326
      3,"Sankt Pölten, Stadt",AT,48.2,15.63333,49001
      4,Sankt Veit,AT,46.76816,14.36024,12839
      """;

  private final CitiesRun cities =
      new CitiesRun("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa");

  @TempDir private Path directory;

  @BeforeEach
  void load() throws IOException {
    Path file = directory.resolve("cities.csv.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write(FILE.getBytes(StandardCharsets.UTF_8));
    }
    cities.of(LoadCities.class).parameter("file", file).run().succeeded();
  }

  @Test
  void wordsAreCountedInLowerCase() {
    JobTestResult result = cities.of(CityWords.class).run().succeeded();
    assertThat(result.rows("select word, n from city_word order by word"))
        .extracting(row -> row.get("word") + " " + row.get("n"))
        .containsExactly("graz 1", "pölten 1", "sankt 2", "stadt 1", "veit 1", "wien 1");
  }

  @Test
  void theJobsKeepToTheRules() {
    cities.of(CityWords.class).check();
    cities.of(NearestBigCity.class).check();
  }

  @Test
  void aSecondRunOfEachJobEndsAsTheFirst() throws IOException {
    load();
    cities.of(CityWords.class).run().succeeded();
    JobTestResult words = cities.of(CityWords.class).run().succeeded();
    cities.of(NearestBigCity.class).run().succeeded();
    JobTestResult nearest = cities.of(NearestBigCity.class).run().succeeded();
    assertThat(count(words, "select count(*) from city")).isEqualTo(4);
    assertThat(count(words, "select sum(n) from city_word")).isEqualTo(7);
    assertThat(count(nearest, "select count(*) from nearest_big_city")).isEqualTo(4);
  }

  @Test
  void eachPlaceFindsTheBigCityNearestToIt() {
    JobTestResult result = cities.of(NearestBigCity.class).run().succeeded();
    assertThat(result.rows("select * from nearest_big_city order by geoname_id"))
        .extracting(row -> row.get("geoname_id") + " to " + row.get("nearest_id"))
        .containsExactly("1 to 2", "2 to 1", "3 to 1", "4 to 2");
    assertThat(number(result, "select distance_km from nearest_big_city where geoname_id = 3"))
        .isBetween(54.0, 56.0);
  }

  @Test
  void howManyInhabitantsMakeACityBigIsAParameter() {
    JobTestResult result =
        cities.of(NearestBigCity.class).parameter("inhabitants", 49_000).run().succeeded();
    assertThat(result.rows("select * from nearest_big_city order by geoname_id"))
        .extracting(row -> row.get("geoname_id") + " to " + row.get("nearest_id"))
        .containsExactly("1 to 3", "2 to 3", "3 to 1", "4 to 2");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    JobTestResult result =
        cities.of(LoadCities.class).parameter("file", directory.resolve("none.csv.gz")).run();
    assertThat(result.failure())
        .isInstanceOf(JobMistake.class)
        .hasMessageContaining("none.csv.gz: --param file= must name one");
  }
}

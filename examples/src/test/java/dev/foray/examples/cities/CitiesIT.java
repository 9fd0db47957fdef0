package dev.foray.examples.cities;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All 135,233 places, on both databases. */
@Execution(ExecutionMode.CONCURRENT)
class CitiesIT {

  @Test
  void theAnswersAreKnownOnPostgresAndCountingAgainCountsNothingTwice() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      CitiesRun cities = new CitiesRun(postgres.getJdbcUrl("postgres", "postgres"), "postgres");
      cities.loadsAllCities();
      cities.countsTheWordsOfTheirNames();
      cities.findsTheNearestBigCityOfEach();
      cities.countsTheWordsOfTheirNames();
    }
  }

  @Test
  void theAnswersAreKnownOnH2() {
    CitiesRun cities = new CitiesRun("jdbc:h2:mem:all-cities;DB_CLOSE_DELAY=-1", "sa");
    cities.loadsAllCities();
    cities.countsTheWordsOfTheirNames();
    cities.findsTheNearestBigCityOfEach();
  }
}

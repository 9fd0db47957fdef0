package dev.foray.examples.cities;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * All 135,233 places in one process. With the processes of a whole Foray, all three jobs run on
 * both databases in the distribution's tests.
 */
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
}

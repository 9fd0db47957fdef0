package dev.foray.examples.cities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BigCitiesTest {
  private static final Location VIENNA = new Location(1, 48.20849, 16.37208);
  private static final Location GRAZ = new Location(2, 47.06667, 15.45);

  @Test
  void measuresAlongTheGreatCircle() {
    assertThat(new Location(3, 0, 0).kmTo(new Location(4, 0, 180)))
        .isCloseTo(Math.PI * 6371.0088, within(1e-6));
    assertThat(VIENNA.kmTo(GRAZ)).isEqualTo(GRAZ.kmTo(VIENNA)).isCloseTo(145, within(1.0));
  }

  @Test
  void aCityIsNotItsOwnNeighbour() {
    assertThat(new BigCities(List.of(VIENNA, GRAZ)).nearestTo(GRAZ))
        .contains(new Nearest(1, GRAZ.kmTo(VIENNA)));
    assertThat(new BigCities(List.of(GRAZ)).nearestTo(GRAZ)).isEmpty();
  }

  @Test
  void looksAcrossTheDateLine() {
    Location suva = new Location(5, -18.14161, 178.44149);
    Location apia = new Location(6, -13.83333, -171.76666);
    Location brisbane = new Location(7, -27.46794, 153.02809);
    assertThat(new BigCities(List.of(suva, brisbane)).nearestTo(apia).orElseThrow().geonameId())
        .isEqualTo(5);
  }

  @Test
  void findsWhatLookingAtAllOfThemFinds() {
    List<Location> cities = places(500, 1);
    BigCities bigCities = new BigCities(cities);
    for (Location place : places(2_000, 10_000)) {
      double nearest =
          cities.stream().map(place::kmTo).min(Comparator.naturalOrder()).orElseThrow();
      assertThat(bigCities.nearestTo(place).orElseThrow().km()).isCloseTo(nearest, within(1e-9));
    }
  }

  private static List<Location> places(int count, int firstId) {
    Random random = new Random(firstId);
    List<Location> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(new Location(firstId + i, random.nextInt(-90, 91), random.nextDouble(-180, 180)));
    }
    return places;
  }
}

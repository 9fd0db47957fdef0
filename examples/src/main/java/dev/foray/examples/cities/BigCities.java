package dev.foray.examples.cities;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the big city nearest to a place. Immutable: all map threads share one. */
public final class BigCities {
  private static final Nearest NONE = new Nearest(-1, Double.POSITIVE_INFINITY);

  private final NavigableMap<Double, List<Location>> byLatitude = new TreeMap<>();

  public BigCities(List<Location> cities) {
    for (Location city : cities) {
      byLatitude.computeIfAbsent(city.latitude(), latitude -> new ArrayList<>()).add(city);
    }
  }

  /**
   * The nearest one other than the place itself, if there is any: looks north, then south, no
   * farther than the nearest found so far.
   */
  public Optional<Nearest> nearestTo(Location place) {
    Nearest north = nearest(byLatitude.tailMap(place.latitude(), true), place, NONE);
    Nearest nearest =
        nearest(byLatitude.headMap(place.latitude(), false).descendingMap(), place, north);
    return nearest.equals(NONE) ? Optional.empty() : Optional.of(nearest);
  }

  private static Nearest nearest(
      NavigableMap<Double, List<Location>> outward, Location place, Nearest soFar) {
    Nearest nearest = soFar;
    for (List<Location> circle : outward.values()) {
      if (circle.get(0).kmInLatitudeTo(place) > nearest.km()) {
        break;
      }
      for (Location city : circle) {
        nearest = nearer(nearest, city, place);
      }
    }
    return nearest;
  }

  private static Nearest nearer(Nearest nearest, Location city, Location place) {
    double km = city.kmTo(place);
    boolean isNearer = km < nearest.km() && city.geonameId() != place.geonameId();
    return isNearer ? new Nearest(city.geonameId(), km) : nearest;
  }
}

package dev.foray.examples.cities;

import static java.lang.Math.asin;
import static java.lang.Math.cos;
import static java.lang.Math.min;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;
import static java.lang.Math.toRadians;

/** Where a city lies, in degrees. */
public record Location(long geonameId, double latitude, double longitude) {
  /** The mean radius of the Earth, as the IUGG defines it. */
  private static final double EARTH_RADIUS_KM = 6371.0088;

  /** The great-circle distance, by the haversine formula. */
  double kmTo(Location other) {
    double a =
        haversine(other.latitude - latitude)
            + cos(toRadians(latitude))
                * cos(toRadians(other.latitude))
                * haversine(other.longitude - longitude);
    return 2 * EARTH_RADIUS_KM * asin(min(1, sqrt(a)));
  }

  /** The way north or south alone, which is never longer than the way there. */
  double kmInLatitudeTo(Location other) {
    return EARTH_RADIUS_KM * toRadians(Math.abs(other.latitude - latitude));
  }

  private static double haversine(double degrees) {
    double sine = sin(toRadians(degrees) / 2);
    return sine * sine;
  }
}

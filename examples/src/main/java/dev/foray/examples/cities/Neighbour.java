package dev.foray.examples.cities;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A place and the big city that is nearest to it; written by {@link NearestBigCity}. */
@Entity
@Table(name = "nearest_big_city")
public class Neighbour {
  @Id
  @Column(name = "geoname_id")
  long geonameId;

  @Column(name = "nearest_id")
  long nearestId;

  @Column(name = "distance_km")
  double distanceKm;

  /** For Hibernate. */
  protected Neighbour() {}

  Neighbour(long geonameId, Nearest nearest) {
    this.geonameId = geonameId;
    nearestId = nearest.geonameId();
    distanceKm = nearest.km();
  }
}

package dev.foray.examples.cities;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A place, as {@link LoadCities} found it in the file. */
@Entity
@Table(name = "city")
public class City {
  @Id
  @Column(name = "geoname_id")
  long geonameId;

  String name;
  String country;
  double latitude;
  double longitude;
  long population;

  /** For Hibernate. */
  protected City() {
    this(0, new LoadCities.Place("", "", 0, 0, 0));
  }

  City(long geonameId, LoadCities.Place place) {
    this.geonameId = geonameId;
    name = place.name();
    country = place.country();
    latitude = place.latitude();
    longitude = place.longitude();
    population = place.population();
  }

  Location location() {
    return new Location(geonameId, latitude, longitude);
  }
}

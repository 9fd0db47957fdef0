package dev.foray.benchmarks.plain;

import dev.foray.examples.cities.BigCities;
import dev.foray.examples.cities.Location;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The nearest big city of each place by JDBC in one JVM with two threads: the search is the one of
 * the example, what is compared is what stands around it.
 */
public final class JdbcNearest {
  private static final int FETCH_SIZE = 5_000;
  private static final int BATCH = 1_000;

  private JdbcNearest() {}

  /** Arguments: the database's URL, its user, from how many inhabitants on a city is big. */
  public static void main(String[] arguments) throws Exception {
    long inhabitants = Long.parseLong(arguments[2]);
    Ranges.each(
        arguments,
        "city",
        "geoname_id",
        (connection, range) -> search(connection, range, bigCities(connection, inhabitants)));
  }

  private static BigCities bigCities(Connection connection, long inhabitants) throws SQLException {
    List<Location> cities = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select geoname_id, latitude, longitude from city where population >= ?")) {
      select.setLong(1, inhabitants);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          cities.add(location(rows));
        }
      }
    }
    return new BigCities(cities);
  }

  private static void search(Connection connection, Ranges.Range range, BigCities bigCities)
      throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select geoname_id, latitude, longitude from city where geoname_id between ? and"
                    + " ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into nearest_big_city (geoname_id, nearest_id, distance_km)"
                    + " values (?, ?, ?)")) {
      select.setFetchSize(FETCH_SIZE);
      select.setLong(1, range.first());
      select.setLong(2, range.last());
      try (ResultSet places = select.executeQuery()) {
        int waiting = 0;
        while (places.next()) {
          add(insert, location(places), bigCities);
          if (++waiting % BATCH == 0) {
            insert.executeBatch();
          }
        }
        insert.executeBatch();
      }
    }
  }

  private static void add(PreparedStatement insert, Location place, BigCities bigCities)
      throws SQLException {
    var nearest = bigCities.nearestTo(place);
    if (nearest.isPresent()) {
      insert.setLong(1, place.geonameId());
      insert.setLong(2, nearest.get().geonameId());
      insert.setDouble(3, nearest.get().km());
      insert.addBatch();
    }
  }

  private static Location location(ResultSet row) throws SQLException {
    return new Location(row.getLong(1), row.getDouble(2), row.getDouble(3));
  }
}

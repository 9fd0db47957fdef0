package dev.foray.examples.cities;

import static java.util.stream.Collectors.joining;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds for each city the nearest other one with at least 100,000 inhabitants ({@code --param
 * inhabitants=…} says otherwise): a map that computes, with every core.
 */
public class NearestBigCity implements MapReduceJob<Long, Location, Long, Nearest> {
  private static final Logger LOG = LoggerFactory.getLogger(NearestBigCity.class);

  private long inhabitants;

  /** Set by {@link #read}, before its first pair reaches {@link #map}. */
  private volatile BigCities bigCities = new BigCities(List.of());

  @Override
  public void open(JobContext job) {
    inhabitants = job.parameterOr("inhabitants", 100_000L);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createNativeMutationQuery(
            """
            create table if not exists nearest_big_city (
              geoname_id bigint primary key,
              nearest_id bigint not null,
              distance_km double precision not null)
            """)
        .executeUpdate();
    db.createMutationQuery("delete Neighbour").executeUpdate();
    return ChunkPlan.keyRanges(db, City.class, 15_000);
  }

  @Override
  public Stream<KeyValue<Long, Location>> read(Chunk chunk, StatelessSession db) {
    bigCities = new BigCities(bigCities(db));
    return chunk.rows(db, City.class).map(city -> KeyValue.of(city.geonameId, city.location()));
  }

  private List<Location> bigCities(StatelessSession db) {
    return db.createSelectionQuery(
            "select geonameId, latitude, longitude from City where population >= :inhabitants",
            Location.class)
        .setParameter("inhabitants", inhabitants)
        .getResultList();
  }

  @Override
  public void map(Long geonameId, Location place, Output<Long, Nearest> output) {
    bigCities.nearestTo(place).ifPresent(nearest -> output.emit(geonameId, nearest));
  }

  @Override
  public void writeAll(List<KeyValue<Long, Nearest>> pairs, StatelessSession db) {
    db.insertMultiple(pairs.stream().map(pair -> new Neighbour(pair.key(), pair.value())).toList());
  }

  @Override
  public void finish(StatelessSession db) {
    String top =
        db.createSelectionQuery(
                """
                select place.name, place.country, big.name, n.distanceKm
                from Neighbour n
                join City place on place.geonameId = n.geonameId
                join City big on big.geonameId = n.nearestId
                order by n.distanceKm desc
                """,
                Lonely.class)
            .setMaxResults(10)
            .getResultStream()
            .map(Lonely::toString)
            .collect(joining("\n"));
    LOG.info("The ten loneliest places, and the way to the nearest big city:\n{}", top);
  }

  /** A line of the log. */
  record Lonely(String name, String country, String bigCity, double km) {
    @Override
    public String toString() {
      return "%,9.2f km  %s (%s) to %s".formatted(km, name, country, bigCity);
    }
  }
}

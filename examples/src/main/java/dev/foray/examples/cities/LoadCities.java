package dev.foray.examples.cities;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Loads the table {@code city} from a file; each chunk is fifteen thousand lines of it. The file
 * comes in the job's own jar, {@code --param file=…} names another of the same columns.
 */
public class LoadCities implements MapReduceJob<Integer, String, Long, LoadCities.Place> {
  private static final int LINES_PER_CHUNK = 15_000;

  private CityFile file = new CityFile(Optional.empty());

  /** What a line says of a place: a plain value, as entities do not travel from map to write. */
  public record Place(
      String name, String country, double latitude, double longitude, long population) {}

  @Override
  public void open(JobContext job) {
    file = new CityFile(job.parameterIfSet("file").map(Path::of));
  }

  @Override
  public ChunkPlan plan(StatelessSession db) throws IOException {
    db.createNativeMutationQuery(
            """
            create table if not exists city (
              geoname_id bigint primary key,
              name varchar(200) not null,
              country varchar(2) not null,
              latitude double precision not null,
              longitude double precision not null,
              population bigint not null)
            """)
        .executeUpdate();
    db.createMutationQuery("delete City").executeUpdate();
    return ChunkPlan.count((int) Math.ceil((double) file.lineCount() / LINES_PER_CHUNK));
  }

  @Override
  public Stream<KeyValue<Integer, String>> read(Chunk chunk, StatelessSession db)
      throws IOException {
    return file.lines(
        (long) chunk.index() * LINES_PER_CHUNK,
        LINES_PER_CHUNK,
        (number, line) -> KeyValue.of(number, line));
  }

  @Override
  public void map(Integer number, String line, Output<Long, Place> output) {
    List<String> fields = CsvLine.fields(line);
    Place place =
        new Place(
            fields.get(1),
            fields.get(2),
            Double.parseDouble(fields.get(3)),
            Double.parseDouble(fields.get(4)),
            Long.parseLong(fields.get(5)));
    output.emit(Long.valueOf(fields.get(0)), place);
  }

  @Override
  public void writeAll(List<KeyValue<Long, Place>> places, StatelessSession db) {
    db.insertMultiple(places.stream().map(place -> new City(place.key(), place.value())).toList());
  }
}

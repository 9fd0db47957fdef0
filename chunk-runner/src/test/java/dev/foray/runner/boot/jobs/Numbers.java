package dev.foray.runner.boot.jobs;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Adds up the numbers from 1 to 100 and writes the sum; the parameter {@code does} adds a deed. */
public class Numbers implements MapReduceJob<Integer, Integer, String, Integer> {
  private Deed deed = Deed.NOTHING;

  @Override
  public void open(JobContext job) {
    deed = job.parameterOr("does", Deed.NOTHING);
    System.out.println("opened");
  }

  @Override
  public Collection<Class<?>> entities() {
    return List.of(Total.class);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createNativeMutationQuery(
            "create table total (name varchar(20) primary key, n integer not null)")
        .executeUpdate();
    return ChunkPlan.count(1);
  }

  @Override
  public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
    return IntStream.rangeClosed(1, 100).mapToObj(i -> KeyValue.of(i, i));
  }

  @Override
  public void map(Integer key, Integer value, Output<String, Integer> output) throws Exception {
    if (key == 50) {
      deed.doIt();
    }
    output.emit("sum", value);
  }

  @Override
  public java.util.Optional<java.util.function.BinaryOperator<Integer>> combiner() {
    return java.util.Optional.of(Integer::sum);
  }

  @Override
  public void write(String name, Integer n, StatelessSession db) {
    db.insert(new Total(name, n));
  }
}

package dev.foray.runner.boot;

import dev.foray.api.JobMistake;
import dev.foray.api.MapReduceJob;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Order;
import dev.foray.runner.core.JobClass;
import dev.foray.runner.core.JobDatabase;
import dev.foray.runner.core.JobLife;
import dev.foray.runner.core.failure.FailureKinds;
import dev.foray.runner.core.session.Mapping;
import dev.foray.runner.core.session.PersistenceUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The instance of a job's class, and Hibernate over its entities, with no connection open. */
record StartedJob(JobLife life, JobDatabase database) implements AutoCloseable {

  /**
   * @throws JobMistake if the class can't be made, or its entities can't be mapped
   */
  static StartedJob of(
      Order.Job job, Order.Code code, Order.Database database, ClassLoader loader) {
    MapReduceJob<?, ?, ?, ?> made = JobClass.create(job.jobClass(), loader);
    Mapping mapping = new Entities(code, loader).of(made);
    try {
      return new StartedJob(new JobLife(made), JobDatabase.boot(database, code, mapping));
    } catch (RuntimeException | LinkageError e) {
      if (FailureKinds.of(e) == FailureKind.USER_CODE) {
        throw new JobMistake(
            "Hibernate can't start with the job's entities (" + e + "): correct their mapping", e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    try (database) {
      life.close();
    }
  }

  /** What the job itself names, else its persistence unit, else what was found in its jars. */
  private record Entities(Order.Code code, ClassLoader loader) {
    Mapping of(MapReduceJob<?, ?, ?, ?> job) {
      Collection<Class<?>> own = job.entities();
      if (!own.isEmpty()) {
        return Mapping.of(own);
      }
      List<String> found = code.entities();
      Optional<String> unit = PersistenceUnit.nameIn(code);
      if (unit.isPresent()) {
        return PersistenceUnit.mapping(unit.get(), found, this::entity, loader);
      }
      return Mapping.of(found.stream().<Class<?>>map(this::entity).toList());
    }

    private Class<?> entity(String name) {
      try {
        return Class.forName(name, false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        throw new JobMistake(
            "the entity "
                + name
                + " can't be loaded ("
                + e
                + "): add the jar that is missing, or name the job's own entities in entities()",
            e);
      }
    }
  }
}

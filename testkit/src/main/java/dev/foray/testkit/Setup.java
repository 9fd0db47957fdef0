package dev.foray.testkit;

import dev.foray.api.JobSettings;
import dev.foray.api.MapReduceJob;
import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that a {@link JobTest} was told. Immutable.
 *
 * @param entities null: those of the job
 */
record Setup(
    Supplier<? extends MapReduceJob<?, ?, ?, ?>> jobs,
    Order.Database database,
    List<NamedText> parameters,
    List<NamedSecret> secrets,
    JobSettings settings,
    @Nullable Collection<Class<?>> entities,
    boolean dryRun) {

  Setup on(Order.Database other) {
    return new Setup(jobs, other, parameters, secrets, settings, entities, dryRun);
  }

  Setup with(JobSettings other) {
    return new Setup(jobs, database, parameters, secrets, other, entities, dryRun);
  }

  JobTestResult run() {
    return run(LocalRun.Way.PLAIN, UnaryOperator.identity());
  }

  /**
   * @param changed the job that runs in place of the given one
   */
  JobTestResult run(LocalRun.Way way, UnaryOperator<MapReduceJob<?, ?, ?, ?>> changed) {
    return new LocalRun(() -> changed.apply(jobs.get()), orders(), mapped(), way).run();
  }

  Orders orders() {
    return new Orders(jobs.get(), database, parameters, secrets, settings, dryRun);
  }

  /** The entities that the job uses. */
  Collection<Class<?>> mapped() {
    return entities == null ? jobs.get().entities() : entities;
  }
}

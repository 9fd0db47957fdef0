package dev.foray.runner.boot;

import dev.foray.api.JobMistake;
import dev.foray.api.MapReduceJob;
import dev.foray.launch.RunnerExit;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.AttemptContext;
import dev.foray.runner.core.AttemptResult;
import dev.foray.runner.core.AttemptRun;
import dev.foray.runner.core.JobClass;
import dev.foray.runner.core.JobDatabase;
import dev.foray.runner.core.failure.FailureKinds;
import dev.foray.runner.core.session.Mapping;
import dev.foray.runner.core.session.PersistenceUnit;
import dev.foray.runner.report.MasterReports;
import dev.foray.runner.report.OrderDesk;
import dev.foray.runner.report.RunnerLog;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Carries one order out: makes the job, boots its database, runs the attempt, tells the Master.
 * What fails on the way to the attempt is reported like a failure of the attempt. Made by {@link
 * RunnerMain}, used once.
 */
final class OrderRun {
  private final Order order;
  private final ClassLoader loader;

  OrderRun(Order order, ClassLoader loader) {
    this.order = order;
    this.loader = loader;
  }

  RunnerExit run() {
    RunnerLog.begins(order);
    try (AttemptContext context = AttemptContext.begin(order.attempt());
        MasterReports reports = new MasterReports(order.attempt(), new OrderDesk(order))) {
      AttemptResult result = attempt(reports);
      RunnerLog.result(order.attempt(), result);
      reports.ended(result);
      return RunnerExit.of(result.kind());
    }
  }

  private AttemptResult attempt(MasterReports reports) {
    try {
      MapReduceJob<?, ?, ?, ?> job = JobClass.create(order.job().jobClass(), loader);
      try (JobDatabase database = database(job)) {
        return new AttemptRun(order, job, database, reports).run();
      }
    } catch (Throwable e) { // The process's own boundary: whatever it is, it is reported.
      return new AttemptResult(Progress.NONE, 0, FailureKinds.of(e), e);
    }
  }

  private JobDatabase database(MapReduceJob<?, ?, ?, ?> job) {
    Mapping mapping = mapping(job);
    try {
      return JobDatabase.open(order.attempt(), order.database(), order.code(), mapping);
    } catch (RuntimeException | LinkageError e) {
      if (FailureKinds.of(e) == FailureKind.USER_CODE) {
        throw new JobMistake(
            "Hibernate can't start with the job's entities (" + e + "): correct their mapping", e);
      }
      throw e;
    }
  }

  /** What the job itself names, else its persistence unit, else what was found in its jars. */
  private Mapping mapping(MapReduceJob<?, ?, ?, ?> job) {
    Collection<Class<?>> own = job.entities();
    if (!own.isEmpty()) {
      return Mapping.of(own);
    }
    List<String> found = order.code().entities();
    Optional<String> unit = PersistenceUnit.nameIn(order.code());
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

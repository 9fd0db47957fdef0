package dev.foray.benchmarks.fence;

import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.AttemptReports;
import dev.foray.runner.core.AttemptResult;
import dev.foray.runner.core.AttemptRun;
import dev.foray.runner.core.JobClass;
import dev.foray.runner.core.JobDatabase;
import dev.foray.runner.core.session.Mapping;
import dev.foray.runner.report.MasterReports;
import dev.foray.runner.report.OrderDesk;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Carries orders out in this JVM, as a runner would in one of its own; connections and Hibernate
 * are new for each, but only the connections are timed. For one thread.
 */
final class WarmRunner {
  private static final AttemptReports UNHEARD =
      new AttemptReports() {
        @Override
        public void started(DatabaseSession session) {}

        @Override
        public boolean progress(Progress progress) {
          return true;
        }
      };

  private final Parts parts;
  private long wallNanos;
  private long cpuNanos;

  private interface Attempt {
    AttemptResult run(JobDatabase database);
  }

  WarmRunner(Parts parts) {
    this.parts = parts;
  }

  /** As the order says, with its reports. */
  void run(Order order) throws ReflectiveOperationException {
    Order timed = at(LedgerDriver.TIMED, order);
    time(timed, database -> reported(timed, database));
  }

  /** The same without the ledger and without reports. */
  void runBare(Order order) throws ReflectiveOperationException {
    Order bare = at(LedgerDriver.BARE, order);
    time(bare, database -> attempt(bare, database, UNHEARD));
  }

  /** Seconds on the clock since this was asked last. */
  double takeWall() {
    double seconds = wallNanos / 1e9;
    wallNanos = 0;
    return seconds;
  }

  /** Seconds of this JVM's CPU since this was asked last. */
  double takeCpu() {
    double seconds = cpuNanos / 1e9;
    cpuNanos = 0;
    return seconds;
  }

  private void time(Order order, Attempt attempt) throws ReflectiveOperationException {
    Class<?>[] entities =
        JobClass.create(order.job().jobClass(), loader()).entities().toArray(new Class<?>[0]);
    try (JobDatabase database =
        JobDatabase.open(
            order.attempt(), order.database(), order.code(), Mapping.of(List.of(entities)))) {
      long cpu = cpuNow();
      long begin = System.nanoTime();
      AttemptResult result = attempt.run(database);
      wallNanos += System.nanoTime() - begin;
      cpuNanos += cpuNow() - cpu;
      if (result.failure() != null) {
        throw new IllegalStateException(order.attempt() + " failed", result.failure());
      }
    }
  }

  private AttemptResult reported(Order order, JobDatabase database) {
    try (MasterReports reports =
        new MasterReports(order.attempt(), new OrderDesk(order), () -> {})) {
      AttemptResult result = attempt(order, database, reports);
      long begin = System.nanoTime();
      reports.ended(result);
      reports.close();
      parts.add(Part.REPORT, System.nanoTime() - begin);
      return result;
    }
  }

  private static AttemptResult attempt(Order order, JobDatabase database, AttemptReports reports) {
    return new AttemptRun(
            order, JobClass.create(order.job().jobClass(), loader()), database, reports)
        .run();
  }

  private static Order at(String driver, Order order) {
    Order.Database database = order.database();
    return new Order(
        order.attempt(),
        order.epoch(),
        order.master(),
        order.identity(),
        order.job(),
        order.code(),
        new Order.Database(
            database.url().replaceFirst("^jdbc:postgresql:", driver),
            database.user(),
            database.password()),
        order.settings(),
        order.chunk());
  }

  private static ClassLoader loader() {
    return WarmRunner.class.getClassLoader();
  }

  private static long cpuNow() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}

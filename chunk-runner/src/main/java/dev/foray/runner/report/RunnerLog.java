package dev.foray.runner.report;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.AttemptResult;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that the chunk-runner's process itself says in its log. */
public final class RunnerLog {
  private static final Logger LOG = LoggerFactory.getLogger("foray");

  private RunnerLog() {}

  public static void noOrder(Exception failure) {
    LOG.error(
        "No order could be read from standard input ({}): only Foray starts this program",
        failure.toString());
  }

  public static void lineBroken(Exception failure) {
    LOG.error(
        "The process that forked this one can't be understood any more: {}", failure.toString());
  }

  public static void notPrepared(Throwable failure) {
    LOG.warn("The job can't be started before there is an attempt for it: {}", failure.toString());
  }

  /**
   * @param before attempts that this JVM has carried out
   */
  public static void begins(Order order, int before) {
    LOG.info(
        "{} begins: {} on Java {}, {} map threads, heap {} MB{}",
        order.attempt(),
        order.job().jobClass(),
        Runtime.version().feature(),
        order.settings().mapThreads(),
        order.code().heapMegabytes(),
        before == 0 ? "" : ", the " + ordinal(before + 1) + " chunk of this JVM");
  }

  private static String ordinal(int number) {
    String ending =
        switch (number % 100 / 10 == 1 ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return number + ending;
  }

  public static void result(AttemptId attempt, AttemptResult result) {
    if (result.kind() == null) {
      committed(attempt, result);
    } else {
      LOG.error("{} failed as {} and is rolled back", attempt, result.kind(), result.failure());
    }
  }

  private static void committed(AttemptId attempt, AttemptResult result) {
    Progress progress = result.progress();
    switch (attempt.step()) {
      case PLAN -> LOG.info("{} committed: {} chunks planned", attempt, result.plannedChunks());
      case FINISH -> LOG.info("{} committed", attempt);
      case CHUNK ->
          LOG.info(
              "{} committed: {} pairs read, {} mapped, {} skipped, {} emitted, {} written",
              attempt,
              progress.pairsRead(),
              progress.pairsMapped(),
              progress.pairsSkipped(),
              progress.pairsEmitted(),
              progress.pairsWritten());
    }
  }

  public static void ended(String subject, String exit, int code) {
    LOG.info("{} ends with exit code {} ({})", subject, code, exit);
  }

  public static void jobCalledExit(String subject, StackTraceElement caller, int code) {
    LOG.error(
        "{} is rolled back: the job's code called System.exit at {}; a job ends by returning or by"
            + " throwing, so the process ends with exit code {}",
        subject,
        caller.getClassName()
            + "."
            + caller.getMethodName()
            + "("
            + caller.getFileName()
            + ":"
            + caller.getLineNumber()
            + ")",
        code);
  }

  public static void askedToStop(String subject) {
    LOG.warn("{} is rolled back: a signal asked its process to stop", subject);
  }

  public static void shutdownHangs(long seconds) {
    LOG.warn(
        "The job's shutdown hooks have not ended within {} s: the process ends anyway", seconds);
  }

  public static void trainingFailed(Exception failure) {
    LOG.warn("The training run failed: runners start without a class-data archive", failure);
  }

  static void noTrace(IOException failure) {
    LOG.warn(
        "The pairs in map can't be written down ({}): if this process dies, nobody will know which"
            + " they were",
        failure.toString());
  }

  static void masterSilent(String what, Exception failure) {
    LOG.warn(
        "The Master did not take the report \"{}\" ({}); the attempt goes on, its outcome does not"
            + " depend on it",
        what,
        failure.getMessage());
  }

  static void masterBack() {
    LOG.info("The Master takes reports again");
  }

  static void reportsUnfinished(long seconds) {
    LOG.warn(
        "The Master has not taken the last reports within {} s: it will read the ledger", seconds);
  }
}

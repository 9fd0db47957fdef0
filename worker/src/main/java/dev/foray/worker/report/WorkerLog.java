package dev.foray.worker.report;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Order;
import dev.foray.protocol.WorkerDesk.Welcome;
import dev.foray.transport.Identity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** All that the worker says in its log. */
public final class WorkerLog {
  private static final Logger LOG = LoggerFactory.getLogger("foray");

  private WorkerLog() {}

  public static void listens(String node, Endpoint service, int slots, Endpoint master) {
    LOG.info(
        "The worker of {} listens at {} with {} slots, its Master is at {}",
        node,
        service,
        slots,
        master);
  }

  public static void registered(Welcome welcome) {
    LOG.info(
        "Registered as {}: lease {} ms, a heartbeat each {} ms, the Master's epoch {}",
        welcome.worker(),
        welcome.leaseMillis(),
        welcome.heartbeatMillis(),
        welcome.epoch());
  }

  public static void unknown(String worker) {
    LOG.warn("The Master does not know {} any more: registers anew", worker);
  }

  public static void refused(String why) {
    LOG.error("The Master refuses this worker, which therefore ends: {}", why);
  }

  public static void masterAway(String why, int running, Duration limit) {
    LOG.warn(
        "The Master is away ({}): {} attempts go on, tries again, ends after {} s without a Master"
            + " and without work",
        why,
        running,
        limit.toSeconds());
  }

  public static void masterBack(Duration absence) {
    LOG.info("The Master is back after {} s", absence.toSeconds());
  }

  public static void fetched(Order.Jar jar) {
    LOG.info("Fetched {}: {} bytes, {}", jar.name(), jar.bytes(), jar.sha256());
  }

  public static void draining(int running) {
    LOG.info("Drains: takes nothing new, {} attempts still run", running);
  }

  /**
   * @param why such as DRAINED
   */
  public static void ended(Enum<?> why) {
    LOG.info("Ended: {}", why);
  }

  public static void noGoodbye(String why) {
    LOG.warn("The Master was not told that this worker ends, its lease will tell: {}", why);
  }

  public static void stillRunning(int left) {
    LOG.warn("{} runners have not ended yet; they end when they see their input close", left);
  }

  public static void stillEnding(Duration waited) {
    LOG.warn(
        "A runner has committed and not ended within {} s: the job's shutdown hooks are cut short",
        waited.toSeconds());
  }

  public static void spareForked(String name, long pid) {
    LOG.debug("{} starts, process {}, for the chunk that comes next", name, pid);
  }

  public static void noSpare(String name, IOException why) {
    LOG.warn(
        "{} can't be started, the next chunk's runner starts with it: {}", name, why.toString());
  }

  public static void started(AttemptId attempt, long pid) {
    about(attempt, () -> LOG.debug("{} starts, process {}", attempt, pid));
  }

  public static void notStarted(AttemptId attempt, Exception why) {
    about(attempt, () -> LOG.warn("{} can't be started: {}", attempt, why.toString()));
  }

  public static void exited(AttemptId attempt, int exitCode) {
    about(attempt, () -> LOG.debug("{} has ended with exit code {}", attempt, exitCode));
  }

  public static void cancelled(AttemptId attempt) {
    about(attempt, () -> LOG.debug("{} is cancelled: its process is killed", attempt));
  }

  public static void overdue(AttemptId attempt, Duration timeout) {
    about(
        attempt,
        () ->
            LOG.warn(
                "{} runs longer than its timeout of {} s and nobody ended it: its process is"
                    + " killed",
                attempt,
                timeout.toSeconds()));
  }

  public static void endNotTaken(AttemptId attempt, String why) {
    about(
        attempt,
        () -> LOG.debug("the Master has not taken the end of {}, tries again: {}", attempt, why));
  }

  public static void endGivenUp(AttemptId attempt, int tries, String why) {
    about(
        attempt,
        () ->
            LOG.error(
                "The Master was told {} times of the end of {} and could not take it; its lease"
                    + " will tell: {}",
                tries,
                attempt,
                why));
  }

  public static void logUnreadable(AttemptId attempt, Exception why) {
    about(attempt, () -> LOG.warn("the log of {} can't be read: {}", attempt, why.toString()));
  }

  public static void traceUnreadable(AttemptId attempt, Exception why) {
    about(attempt, () -> LOG.warn("what {} had in map can't be read: {}", attempt, why.toString()));
  }

  public static void logNotTaken(AttemptId attempt, String why) {
    about(attempt, () -> LOG.warn("the log of {} stays on this node alone: {}", attempt, why));
  }

  public static void logNotSentYet(AttemptId attempt, Exception why) {
    about(
        attempt,
        () ->
            LOG.debug(
                "the Master has not taken the log of {}, tries again: {}",
                attempt,
                why.toString()));
  }

  public static void logsLeft(int logs, Duration waited) {
    LOG.warn("{} logs go with this node: the Master did not take them within {}", logs, waited);
  }

  public static void directoryLeft(Path directory, Exception why) {
    LOG.warn("{} can't be deleted and is left behind: {}", directory, why.toString());
  }

  public static void logsNotPruned(Exception why) {
    LOG.warn("old logs can't be pruned: {}", why.toString());
  }

  public static void logsPruned(int files, long bytes) {
    LOG.info("Pruned the oldest logs: {} files, {} bytes", files, bytes);
  }

  static void noMetadata(URI service, IOException why) {
    LOG.debug("the metadata service at {} does not answer: {}", service, String.valueOf(why));
  }

  public static void leaving(String why) {
    LOG.warn("This machine is about to go, so nothing new is begun here: {}", why);
  }

  static void noLifeSign(Path file, IOException why) {
    LOG.error("the life sign {} can't be set, and this node's guard will end it: {}", file, why);
  }

  public static void loopFails(String name, RuntimeException why) {
    LOG.error("{} failed and goes on trying", name, why);
  }

  private static void about(AttemptId attempt, Runnable line) {
    MDC.put("job", attempt.job().toString());
    MDC.put("attempt", attempt.toString());
    try {
      line.run();
    } finally {
      MDC.remove("job");
      MDC.remove("attempt");
    }
  }

  static void renewed(Identity identity) {
    LOG.info("{} has a new certificate, until {}", identity, identity.expires());
  }

  static void notRenewed(String why) {
    LOG.warn("The certificate could not be renewed and will be tried again: {}", why);
  }
}

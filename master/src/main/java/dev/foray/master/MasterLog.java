package dev.foray.master;

import ch.qos.logback.classic.Level;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Refused;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wording of what the Master logs of its own life. */
final class MasterLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master");

  private MasterLog() {}

  static void secretsUnusable(Refused e) {
    LOG.warn("attempts begin without secrets: {}", e.getMessage());
  }

  static void verbose() {
    if (LOG instanceof ch.qos.logback.classic.Logger logger) {
      logger.setLevel(Level.DEBUG);
    }
  }

  /** For a command: what it has to say it prints. */
  static void silence() {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
        instanceof ch.qos.logback.classic.Logger root) {
      root.getLoggerContext().getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
    }
  }

  static void accountUnseen(String why) {
    LOG.warn("not all of the account on EC2 is looked at before the start: {}", why);
  }

  static void ready(Endpoint address, String database, long epoch) {
    LOG.info("the Master is ready at {}, on {}, epoch {}", address, database, epoch);
  }

  static void closing() {
    LOG.info("the Master ends: no chunk is started any more, its local nodes are ended");
  }

  static void closed() {
    LOG.info("the Master has ended");
  }

  static void superseded() {
    LOG.error(
        "another Master has taken over this ledger: this one ends, and its local nodes with it");
  }

  static void closeFailed(String what, Exception failure) {
    LOG.warn("{} did not close: {}", what, failure.toString());
  }

  static void stdinFailed(IOException failure) {
    LOG.warn("standard input can't be read, so the Master ends: {}", failure.toString());
  }

  static void leaving(String worker, String why) {
    LOG.warn("{} is drained: {}", worker, why);
  }

  static void drainFailed(String worker, String why) {
    LOG.warn("{} could not be told to drain and gets nothing new all the same: {}", worker, why);
  }

  static void measured(MetricsBind bind, int port) {
    LOG.info(
        "measured at {}://{}:{}/metrics{}",
        bind.isForThisHostAlone() ? "http" : "https",
        bind.address().getAddress().getHostAddress(),
        port,
        bind.isForThisHostAlone() ? "" : ", by the certificate of a viewer");
  }
}

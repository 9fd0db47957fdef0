package dev.foray.runner.core.flow;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that an attempt says in the log. */
public final class Remarks {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.runner");

  private Remarks() {}

  /** Tables and columns are named by Spring Boot's strategies. */
  public static void namedAsSpringBoot(Map<String, String> settings) {
    LOG.info(
        "Spring Boot is on the class path, so tables and columns are named as there: {}; a"
            + " hibernate.properties among the job's jars says it otherwise",
        settings);
  }

  /** The write buffer was full before the last pair had come. */
  public static void flushedEarly(int pairs) {
    LOG.info(
        "write buffer full at {} pairs, so they are written now: the order of keys holds within each"
            + " such flush, not over the chunk; raise writeBuffer, or the runner's heap where pairs are"
            + " large, if other chunks touch the same rows",
        pairs);
  }

  /** The write transaction has been open for long. */
  public static void longTransaction(Duration open) {
    LOG.warn(
        "the write transaction has been open for {} s: the rows that it changed stay locked for"
            + " others until it commits; smaller chunks, or a larger writeBuffer, make it shorter",
        open.toSeconds());
  }

  /** A dry run on a database that can't roll a definition back. */
  public static void leftOut(String sql) {
    LOG.warn(
        "the dry run leaves out \"{}\" of plan, as H2 can't roll it back: what follows finds the"
            + " tables as they are",
        sql);
  }

  /** Code of the job goes on after the attempt's end. */
  public static void threadStays(Thread thread) {
    LOG.warn(
        "the thread \"{}\" does not end though the attempt has; it is left behind at {}",
        thread.getName(),
        Stream.of(thread.getStackTrace())
            .limit(5)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(" < ")));
  }

  /** The job's {@code close} threw; the attempt's end is what it was. */
  public static void closeFailed(Throwable failure) {
    LOG.warn("the job's close failed; the attempt's end is what it was before", failure);
  }

  /** The driver's report threw; the attempt goes on. */
  public static void reportFailed(Throwable failure) {
    LOG.warn("the report of progress failed; the attempt goes on", failure);
  }

  /** A pair was set aside. */
  public static void skipped(String key, String cause) {
    LOG.warn("the pair of key {} is set aside: {}", key, cause);
  }

  /** The commit's answer was lost, and the ledger says that it took place. */
  public static void committedAfterAll(Throwable lost) {
    LOG.warn(
        "the commit's answer was lost ({}), and the ledger shows that it took place",
        String.valueOf(lost.getMessage()));
  }
}

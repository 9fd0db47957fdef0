package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.distribution.jobs.BadJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that are wrong, as a person meets them: one sentence that says what and what to do, the
 * right exit code, no stack trace. One Master runs them all. What was printed is kept in {@code
 * target/bad-jobs.txt}, to be read.
 */
class BadJobsIT {
  private static final int JOB_FAILED = 1;
  private static final int WRONG_USE = 2;
  private static final Path PRINTED = Path.of("target", "bad-jobs.txt");

  @TempDir private static Path dataDirectory;
  private static Path jar;
  private static RunningMaster master;
  private static String manyWrongs;

  /**
   * A job and what it must end with.
   *
   * @param says a part of the sentence
   */
  private record Case(String job, int exitCode, String says, List<String> options) {
    Case(String job, int exitCode, String says) {
      this(job, exitCode, says, List.of());
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(
              "PlanThrow",
              WRONG_USE,
              "did you mean dev.foray.distribution.jobs.BadJobs$PlanThrows?"),
          new Case("IsNoJob", WRONG_USE, "MapReduceJob"),
          new Case("HasNoPublicConstructor", WRONG_USE, "public constructor"),
          new Case("NeedsAConstructorArgument", WRONG_USE, "constructor without parameters"),
          new Case("IsNotPublic", WRONG_USE, "not public"),
          new Case("OneChunk", WRONG_USE, "abstract"),
          new Case("Twin", WRONG_USE, "dev.foray.distribution.jobs.other.Twin"),
          new Case("WritesNothing", WRONG_USE, "writeAll"),
          new Case("PlanThrows", JOB_FAILED, "the tariff of 2027 is not there yet"),
          new Case("PlansNothing", 0, "0 chunks"),
          new Case("PlansTooMany", JOB_FAILED, "1,000,000"),
          new Case("PlansRangesThatOverlap", JOB_FAILED, "ranges 0 and 1 of the plan"),
          new Case("PlansRangesThatDescend", JOB_FAILED, "does not ascend"),
          new Case("PlansByCompositeKey", JOB_FAILED, "ChunkPlan.items"),
          new Case("ReadsAnEntity", JOB_FAILED, "give invoice.getId() or a record"),
          new Case("AsksForAnItem", JOB_FAILED, "range()"),
          new Case("NeedsAParameter", JOB_FAILED, "--param year="),
          new Case("NeedsANumber", JOB_FAILED, "year", List.of("--param", "year=next")));

  /**
   * Jobs that are wrong in what one chunk does, and a part of what that chunk must say. Two slots
   * run them in this order: one that fails by the database is among the first five to end, which
   * would end the job if all were mistakes.
   */
  private static final Map<String, String> CHUNKS = new LinkedHashMap<>();

  static {
    CHUNKS.put("ReadsATableThatIsMissing", "a table is missing");
    CHUNKS.put("ReadsAColumnThatIsMissing", "a column is missing");
    CHUNKS.put(
        "ReadsAnEntityInARecord",
        "the entity dev.foray.distribution.jobs.BadJobs$Invoice in the value of a pair, as the component \"invoice\"");
    CHUNKS.put("ReadsANullKey", "read gave a pair whose key is null");
    CHUNKS.put("CommitsInWrite", "write calls commit");
    CHUNKS.put(
        "ReadsAProxy",
        "read gave a proxy of the entity dev.foray.distribution.jobs.BadJobs$Customer as the value");
    CHUNKS.put("EmitsANullKey", "map emitted a pair whose key is null");
    CHUNKS.put("CommitsInSqlText", "write runs \"commit\"");
    CHUNKS.put(
        "ReadsAProxyInARecord",
        "as the component \"debtor\" of dev.foray.distribution.jobs.BadJobs$Debt");
    CHUNKS.put("WritesInRead", "read only reads");
    CHUNKS.put("RollsBackInWrite", "write calls rollback");
    CHUNKS.put(
        "ReadsAnEntityInACollection",
        "the entity dev.foray.distribution.jobs.BadJobs$Invoice in the value of a pair, as an element of a List");
    CHUNKS.put("EmitsAnEntity", "emit invoice.getId() or a record");
    CHUNKS.put("CreatesATableInWrite", "in plan");
    CHUNKS.put(
        "ReadsAProxyInACollection",
        "a proxy of the entity dev.foray.distribution.jobs.BadJobs$Customer in the value of a pair, as an element of a List");
    CHUNKS.put(
        "EmitsAProxy",
        "map emitted a proxy of the entity dev.foray.distribution.jobs.BadJobs$Customer");
    CHUNKS.put("ReadsAPersistentCollection", "give a List.copyOf of ids or records");
  }

  @BeforeAll
  static void start() throws Exception {
    Files.deleteIfExists(PRINTED);
    jar = JobJar.of(dataDirectory, "bad.jar", badClasses());
    master = RunningMaster.start(dataDirectory, "--slots", "2", "--max-nodes", "1");
    manyWrongs = begin("WrongInEachChunk", "jobs=" + String.join(",", CHUNKS.keySet()));
  }

  @AfterAll
  static void stop() throws Exception {
    master.close();
  }

  @Test
  void aWrongJobIsToldInOneSentence() throws Exception {
    List<Distribution.Ended> ends = new ArrayList<>();
    ExecutorService people = Executors.newFixedThreadPool(3);
    List<Future<Distribution.Ended>> submits = new ArrayList<>();
    for (Case one : CASES) {
      submits.add(people.submit(() -> submit(one.job(), one.options())));
    }
    people.shutdown();
    for (Future<Distribution.Ended> submit : submits) {
      ends.add(submit.get(15, TimeUnit.MINUTES));
    }
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < CASES.size(); i++) {
      check(softly, CASES.get(i), ends.get(i));
    }
    softly.assertAll();
  }

  /**
   * Each in a runner of its own, as a job of one chunk would be, but planned together, before the
   * other jobs; they run beside each other.
   */
  @Test
  void aWrongChunkIsToldInOneSentence() throws Exception {
    SoftAssertions softly = new SoftAssertions();
    check(
        softly,
        new Case("WrongInEachChunk", JOB_FAILED, CHUNKS.size() + " chunks have failed"),
        master.run("wait", manyWrongs));
    Distribution.Ended chunks = master.run("chunks", manyWrongs);
    keep("chunks of WrongInEachChunk", chunks);
    CHUNKS.forEach(
        (name, says) ->
            softly
                .assertThat(lineOf(name, chunks.out()))
                .as(name)
                .contains("FAILED", says)
                .doesNotContain("\tat "));
    String page = master.run("report", manyWrongs, "-o", "-").out();
    softly
        .assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("✗", "MISTAKE: 1 attempt at 1 chunk");
    softly.assertAll();
  }

  /** Submits a job and leaves it; returns its id. */
  private static String begin(String job, String parameter) throws Exception {
    Distribution.Ended accepted =
        master.run("submit", "--detach", "--jar", jar.toString(), "--param", parameter, job);
    assertThat(accepted.out()).as(accepted.toString()).startsWith("job-");
    return accepted.out().split(" ", 2)[0];
  }

  private static String lineOf(String name, String lines) {
    return lines.lines().filter(line -> line.contains(" " + name + " ")).findFirst().orElse("");
  }

  private static Distribution.Ended submit(String job, List<String> options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("submit", "--wait", "--jar", jar.toString()));
    arguments.addAll(options);
    arguments.add(job);
    return master.run(arguments.toArray(String[]::new));
  }

  private static void check(SoftAssertions softly, Case expected, Distribution.Ended ended)
      throws IOException {
    keep(expected.job(), ended);
    String all = ended.out() + ended.err();
    softly
        .assertThat(ended.exitCode())
        .as("%s: %s", expected.job(), ended)
        .isEqualTo(expected.exitCode());
    softly.assertThat(all).as(expected.job()).contains(expected.says());
    softly.assertThat(all).as(expected.job()).doesNotContain("\tat ");
  }

  private static void keep(String what, Distribution.Ended ended) throws IOException {
    Files.writeString(
        PRINTED,
        "=== " + what + ": " + ended + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static Class<?>[] badClasses() throws ClassNotFoundException {
    assertThat(BadJobs.class.getDeclaredClasses()).hasSizeGreaterThan(20);
    return Stream.of(
            BadJobs.class,
            Class.forName("dev.foray.distribution.jobs.Twin"),
            Class.forName("dev.foray.distribution.jobs.other.Twin"))
        .toArray(Class<?>[]::new);
  }
}

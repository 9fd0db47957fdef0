package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.distribution.jobs.BadJobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that are wrong, as a person meets them: one sentence that says what and what to do, the
 * right exit code, no stack trace. What was printed is kept in {@code target/bad-jobs.txt}, to be
 * read.
 */
class BadJobsIT {
  private static final int JOB_FAILED = 1;
  private static final int WRONG_USE = 2;

  @TempDir private Path dataDirectory;

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
          new Case("PlanThrow", WRONG_USE, "PlanThrows"),
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
          new Case("PlansRangesThatOverlap", JOB_FAILED, "plan failed"),
          new Case("PlansRangesThatDescend", JOB_FAILED, "plan failed"),
          new Case("PlansByCompositeKey", JOB_FAILED, "items"),
          new Case("ReadsAnEntity", JOB_FAILED, "BadJobs$Invoice"),
          new Case("ReadsAnEntityInARecord", JOB_FAILED, "invoice"),
          new Case("ReadsAnEntityInACollection", JOB_FAILED, "BadJobs$Invoice"),
          new Case("EmitsAnEntity", JOB_FAILED, "BadJobs$Invoice"),
          new Case("ReadsANullKey", JOB_FAILED, "key"),
          new Case("EmitsANullKey", JOB_FAILED, "key"),
          new Case("CommitsInWrite", JOB_FAILED, "commit"),
          new Case("CommitsInSqlText", JOB_FAILED, "commit"),
          new Case("RollsBackInWrite", JOB_FAILED, "rollback"),
          new Case("CreatesATableInWrite", JOB_FAILED, "plan"),
          new Case("WritesInRead", JOB_FAILED, "read"),
          new Case("AsksForAnItem", JOB_FAILED, "range()"),
          new Case("ReadsATableThatIsMissing", JOB_FAILED, "a table is missing"),
          new Case("NeedsAParameter", JOB_FAILED, "--param year="),
          new Case("NeedsANumber", JOB_FAILED, "year", List.of("--param", "year=next")));

  @Test
  void aWrongJobIsToldInOneSentence() throws Exception {
    Path jar = JobJar.of(dataDirectory, "bad.jar", badClasses());
    List<Distribution.Ended> ends = new ArrayList<>();
    try (RunningMaster master =
        RunningMaster.start(dataDirectory, "--slots", "2", "--max-nodes", "1")) {
      ExecutorService people = Executors.newFixedThreadPool(3);
      List<Future<Distribution.Ended>> submits = new ArrayList<>();
      for (Case one : CASES) {
        submits.add(people.submit(() -> master.run(arguments(one, jar))));
      }
      people.shutdown();
      for (Future<Distribution.Ended> submit : submits) {
        ends.add(submit.get(5, TimeUnit.MINUTES));
      }
    }
    StringBuilder read = new StringBuilder();
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < CASES.size(); i++) {
      read.append("=== ").append(CASES.get(i).job()).append(": ").append(ends.get(i)).append('\n');
      check(softly, CASES.get(i), ends.get(i));
    }
    Files.writeString(Path.of("target", "bad-jobs.txt"), read);
    softly.assertAll();
  }

  private static void check(SoftAssertions softly, Case expected, Distribution.Ended ended) {
    String all = ended.out() + ended.err();
    softly
        .assertThat(ended.exitCode())
        .as("%s: %s", expected.job(), ended)
        .isEqualTo(expected.exitCode());
    softly.assertThat(all).as(expected.job()).contains(expected.says());
    softly.assertThat(all).as(expected.job()).doesNotContain("\tat ");
  }

  private static String[] arguments(Case one, Path jar) {
    List<String> arguments = new ArrayList<>(List.of("submit", "--wait", "--jar", jar.toString()));
    arguments.addAll(one.options());
    arguments.add(one.job());
    return arguments.toArray(String[]::new);
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

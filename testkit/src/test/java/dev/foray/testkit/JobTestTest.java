package dev.foray.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobSettings;
import dev.foray.api.KeyValue;
import dev.foray.api.Output;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobState;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class JobTestTest {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

  @Test
  void runsAJobFromPlanToFinish() {
    JobTestResult result = JobTest.of(Parities.class).run().succeeded();
    assertThat(result.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(result.failure()).isNull();
    assertThat(result.chunks()).isEqualTo(4);
    assertThat(result.pairs().pairsRead()).isEqualTo(10);
    assertThat(result.counter("seen")).isEqualTo(10);
    assertThat(result.counter("never")).isZero();
    assertThat(result.rows("select name, n from parity order by name"))
        .extracting(row -> row.get("name") + "=" + row.get("n"))
        .containsExactly("even=5", "odd=5", "total=10");
  }

  @Test
  void oneInstanceMayServeTheWholeRun() {
    Parities job = new Parities();
    JobTest.of(job).run().succeeded();
    assertThat(job.opened).isEqualTo(6);
  }

  @Test
  void parametersAndSettingsReachTheJob() {
    JobTestResult result =
        JobTest.of(Parities.class)
            .parameter("most", 7)
            .settings(JobSettings.defaults().mapThreads(1))
            .run()
            .succeeded();
    assertThat(result.value("select n from parity where name = 'total'")).hasToString("7");
  }

  @Test
  void furtherRunsMayUseTheSameDatabase() {
    JobTest test = JobTest.of(Parities.class).database(url, "sa", "");
    test.run().succeeded();
    JobTestResult second = test.run().succeeded();
    assertThat(second.value("select sum(n) from parity where name <> 'total'")).hasToString("10");
    assertThat(second.value("select count(*) from foray.job where state = 'SUCCEEDED'"))
        .hasToString("2");
  }

  @Test
  void theFirstFailureEndsTheRunAndIsShown() {
    JobTestResult result = JobTest.of(Parities.class).parameter("failAt", 5).run();
    assertThat(result.state()).isEqualTo(JobState.FAILED);
    assertThat(result.failureKind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure()).hasMessageContaining("map failed for the key 5");
    assertThat(result.counter("seen")).isEqualTo(3);
    assertThat(result.value("select sum(n) from parity")).hasToString("3");
    assertThatThrownBy(result::succeeded)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the job failed: ")
        .hasCause(result.failure());
  }

  @Test
  void failureOfPlanLeavesNoChunks() {
    JobTestResult result = JobTest.of(Parities.class).parameter("most", "many").run();
    assertThat(result.failureKind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.chunks()).isZero();
    assertThat(result.value("select state from foray.job")).isEqualTo("FAILED");
  }

  @Test
  void dryRunKeepsNothingThatWasWritten() {
    JobTest.of(Parities.class).database(url, "sa", "").run().succeeded();
    JobTestResult dry =
        JobTest.of(Parities.class).database(url, "sa", "").dryRun(true).run().succeeded();
    assertThat(dry.counter("seen")).isEqualTo(10);
    assertThat(dry.value("select n from parity where name = 'total'")).hasToString("10");
  }

  /** As in a chunk-runner: whatever a job logs says whose it is. */
  @Test
  void jobChunkAndAttemptAreInTheMdcOfEachThreadAndGoneAfterwards() {
    MDC.put("own", "kept");
    Noting job = new Noting();
    JobTest.of(job).run().succeeded();

    assertThat(job.noted)
        .contains(
            "plan job-1 null job-1.plan.attempt-1",
            "read job-1 0 job-1.chunk-0.attempt-1",
            "map job-1 0 job-1.chunk-0.attempt-1",
            "map job-1 3 job-1.chunk-3.attempt-1",
            "write job-1 3 job-1.chunk-3.attempt-1",
            "finish job-1 null job-1.finish.attempt-1")
        .doesNotContain("map null null null");
    assertThat(MDC.getCopyOfContextMap()).containsExactly(Map.entry("own", "kept"));
    MDC.clear();
  }

  /** Says in each of its methods what the MDC says there. */
  public static final class Noting extends Parities {
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    private void note(String method) {
      noted.add(
          String.join(
              " ",
              method,
              String.valueOf(MDC.get("job")),
              String.valueOf(MDC.get("chunk")),
              String.valueOf(MDC.get("attempt"))));
    }

    @Override
    public ChunkPlan plan(StatelessSession db) {
      note("plan");
      return super.plan(db);
    }

    @Override
    public Stream<KeyValue<Long, Long>> read(Chunk chunk, StatelessSession db) {
      note("read");
      return super.read(chunk, db);
    }

    @Override
    public void map(Long key, Long value, Output<String, Integer> output) {
      note("map");
      super.map(key, value, output);
    }

    @Override
    public void write(String key, Integer value, StatelessSession db) {
      note("write");
      super.write(key, value, db);
    }

    @Override
    public void finish(StatelessSession db) {
      note("finish");
      super.finish(db);
    }
  }

  @Test
  void queriesThatTheDatabaseRefusesAreNamed() {
    JobTestResult result = JobTest.of(Parities.class).run();
    assertThatThrownBy(() -> result.rows("select * from nowhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the database refuses \"select * from nowhere\"");
    assertThatThrownBy(() -> result.value("select * from parity"))
        .hasMessageContaining("not one row of one column");
  }
}

package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foray.distribution.jobs.LookAroundJob;
import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.InstanceView;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.machine.RealMachines;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three examples on nodes that are instances: they boot by the script that the Master gives
 * them, join, fetch what they run, and are gone when nothing is left for them. One is taken back,
 * one dies.
 */
class Ec2JobIT {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path dataDirectory;
  @TempDir private Path database;
  @TempDir private Path jars;

  @Test
  void theExamplesGiveTheKnownAnswersThoughOneInstanceIsTakenBackAndOneDies() throws Exception {
    assumeTrue(RealMachines.permitted(), "needs root, for machines with a network of their own");
    RealMachines machines = RealMachines.open(Duration.ZERO, Path.of("/usr/lib/jvm"));
    try (FakeEc2 aws = FakeEc2.builder().machines(machines).start();
        RestartablePostgres postgres =
            RestartablePostgres.start(database, machines.hostAddress(), 16)) {
      OnFakeEc2.settings(dataDirectory, aws, machines.hostAddress(), 3);
      keepJava();
      try (RunningMaster master = OnFakeEc2.start(dataDirectory, postgres)) {
        submit("LoadCities", Distribution.examples(), master);
        awaitJobs(1, postgres, master, aws);
        submit("CityWords", Distribution.examples(), master);
        submit("NearestBigCity", Distribution.examples(), master);
        takeOneBack(aws, postgres, master);
        killOne(aws, postgres, master);
        awaitJobs(3, postgres, master, aws);
        KnownAnswers.check(postgres.url(), "postgres", "");
        submit("LookAroundJob", JobJar.of(jars, "jobs.jar", LookAroundJob.class), master);
        awaitJobs(4, postgres, master, aws);
        assertThat(rows(postgres, "select what from reached order by what"))
            .containsExactly(
                "code: closed",
                "foray: closed",
                "letters: closed",
                "logs: closed",
                "metadata: closed",
                "own directory: reached",
                "user data: closed",
                "user: foray-job",
                "worker's end: closed",
                "worker: closed");
        await("the end of all instances")
            .atMost(LONG)
            .untilAsserted(() -> assertThat(alive(aws)).as(master.log()).isEmpty());
      }
      assertThat(aws.instances())
          .allSatisfy(one -> assertThat(one.console()).contains("Java is here, from the Master"));
      assertThat(
              rows(
                  postgres,
                  "select distinct state from foray.attempt"
                      + " where state not in ('SUCCEEDED', 'LOST')"))
          .isEmpty();
      billIsWhatTheMeterSays(aws, postgres);
      assertThat(rows(postgres, "select id from foray.node where state <> 'TERMINATED'")).isEmpty();
    }
  }

  /** But for when an end is seen that nobody told EC2 of. */
  private static void billIsWhatTheMeterSays(FakeEc2 aws, RestartablePostgres postgres)
      throws Exception {
    List<String> billed =
        rows(
            postgres,
            "select sum(usd_per_hour / 3600"
                + " * greatest(60, ceil(extract(epoch from stopped_at - launched_at))))"
                + " from foray.node where launched_at is not null");
    BigDecimal aFewSecondsOfEach =
        aws.meter().bills().stream()
            .map(bill -> bill.pricePerHour().multiply(new BigDecimal("0.002")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(new BigDecimal(billed.get(0)))
        .isCloseTo(aws.meter().total(), within(aFewSecondsOfEach));
  }

  /** The machines' image has none. */
  private void keepJava() throws Exception {
    Distribution.Ended kept =
        Distribution.typed(dataDirectory, "runtime", "add", OnFakeEc2.java(jars).toString());
    assertThat(kept.exitCode()).as(kept.toString()).isZero();
  }

  private static void submit(String job, Path jar, RunningMaster master) throws Exception {
    Distribution.Ended ended = master.run("submit", "--detach", "--jar", jar.toString(), job);
    assertThat(ended.exitCode()).as(ended + master.log()).isZero();
  }

  private static void awaitJobs(
      int succeeded, RestartablePostgres postgres, RunningMaster master, FakeEc2 aws)
      throws IOException {
    awaitRow(
        postgres,
        "select 1 from foray.job where state = 'SUCCEEDED' having count(*) = " + succeeded,
        master,
        aws);
  }

  /** A spot notice for a machine at work: it is drained, and others do the rest. */
  private static void takeOneBack(FakeEc2 aws, RestartablePostgres postgres, RunningMaster master)
      throws Exception {
    String instance = atWork(aws, postgres, master);
    aws.interruptSpot(instance);
    awaitRow(
        postgres,
        "select 1 from foray.worker w join foray.node n on n.id = w.node_id where n.instance_id = '"
            + instance
            + "' and w.state in ('DRAINING', 'STOPPED')",
        master,
        aws);
    assertThat(master.log())
        .as(() -> instance + consoles(aws))
        .contains("its machine is about to go: its spot instance is taken back");
  }

  /** The host under a machine at work fails: what it ran is lost, and runs elsewhere. */
  private static void killOne(FakeEc2 aws, RestartablePostgres postgres, RunningMaster master)
      throws Exception {
    String instance = atWork(aws, postgres, master);
    aws.fail(instance);
    awaitRow(
        postgres,
        "select 1 from foray.attempt a join foray.worker w on w.id = a.worker_id"
            + " join foray.node n on n.id = w.node_id where a.state = 'LOST' and n.instance_id = '"
            + instance
            + "'",
        master,
        aws);
  }

  /** The instance of a node on which a chunk runs. */
  private static String atWork(FakeEc2 aws, RestartablePostgres postgres, RunningMaster master)
      throws Exception {
    String atWork =
        "select n.instance_id from foray.node n join foray.worker w on w.node_id = n.id"
            + " join foray.attempt a on a.worker_id = w.id where a.state = 'RUNNING'";
    awaitRow(postgres, atWork, master, aws);
    return rows(postgres, atWork).get(0);
  }

  private static void awaitRow(
      RestartablePostgres postgres, String sql, RunningMaster master, FakeEc2 aws)
      throws IOException {
    try {
      await(sql).atMost(Duration.ofMinutes(3)).until(() -> !rows(postgres, sql).isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\n" + master.log() + consoles(aws), e);
    }
  }

  private static List<InstanceView> alive(FakeEc2 aws) {
    return aws.instances().stream().filter(one -> one.state() != InstanceState.TERMINATED).toList();
  }

  private static String consoles(FakeEc2 aws) {
    StringBuilder all = new StringBuilder();
    aws.instances()
        .forEach(one -> all.append("\n--- ").append(one.id()).append('\n').append(one.console()));
    return all.toString();
  }

  private static List<String> rows(RestartablePostgres postgres, String sql) throws Exception {
    return Postgres.rows(postgres.url(), "postgres", "", sql);
  }
}

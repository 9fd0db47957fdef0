package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.bill.Budgets;
import dev.foray.master.bill.Estimates;
import dev.foray.master.bill.JobBills;
import dev.foray.master.bill.LocalPrices;
import dev.foray.master.bill.Prices;
import dev.foray.master.fleet.Demand.Need;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.ledger.Node;
import dev.foray.master.release.CurrentRelease;
import dev.foray.master.release.JarFixture;
import dev.foray.master.release.ReleaseStore;
import dev.foray.master.release.fixture.JobShapes;
import dev.foray.master.submit.BoundsCheck;
import dev.foray.master.submit.EffectiveSettings;
import dev.foray.master.submit.Submissions;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobAdmin;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobAdmin.Submitted;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Secret;
import dev.foray.protocol.Usd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs in a real ledger ask of the fleet, from their submission to their end. */
class LedgerDemandTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Sizing SIZING = new Sizing(2, 2, 100);
  private static final int ENOUGH = 16;
  private static final Prices PRICES = new LocalPrices(Map.of("local", Usd.parse("0.60")));

  @TempDir static Path directory;

  private static Ledger ledger;
  private static Submissions submissions;
  private static Path jar;

  private LedgerDemand demand;

  @BeforeAll
  static void open() throws Exception {
    ledger = Ledger.open(new LedgerAddress(null, null, new Secret(""), directory));
    ReleaseStore releases =
        ReleaseStore.open(directory.resolve("releases"), ledger, InstantSource.fixed(NOW));
    CurrentRelease current = new CurrentRelease(ledger, releases, InstantSource.fixed(NOW));
    submissions =
        new Submissions(
            releases,
            current,
            ledger,
            List.of(),
            new BoundsCheck(PRICES),
            target -> {},
            InstantSource.fixed(NOW));
    jar =
        JarFixture.at(directory.resolve("job.jar"))
            .with(JobShapes.AddUp.class, JobShapes.Unwritten.class)
            .write();
  }

  @BeforeEach
  void ask() {
    demand = new LedgerDemand(ledger, new EffectiveSettings(2)::of, SIZING, terms());
  }

  @AfterAll
  static void close() {
    ledger.close();
  }

  @AfterEach
  void endJobs() {
    for (JobState state : JobState.values()) {
      if (state.canBecome(JobState.CANCELLED)) {
        ledger
            .jobs()
            .inState(EnumSet.of(state))
            .forEach(job -> ledger.jobs().move(job.id(), state, JobState.CANCELLED, null, NOW));
      }
    }
  }

  @Test
  void noJobWantsNothing() {
    assertThat(demand.get()).isEqualTo(Demand.NOTHING);
  }

  @Test
  void jobsWithoutAPlanWantOneChunksRoomTogether() throws Exception {
    submit();
    JobId planning = submit();
    beginPlan(planning);

    assertThat(demand.get().needs()).containsExactly(new Need(1, 1));
  }

  @Test
  void runningJobWantsWhatIsLeftAsFarAsItMatters() throws Exception {
    JobId narrow = running(3, "READY", new NamedText("maxRunningChunks", "2"));
    JobId large = running(100, "READY");
    JobId done = running(5, "DONE");
    JobId busy = running(2, "RUNNING");

    assertThat(demand.get().needs())
        .containsExactly(
            need(narrow, 3, 2),
            need(large, ENOUGH, Integer.MAX_VALUE),
            need(done, 0, Integer.MAX_VALUE),
            need(busy, 2, Integer.MAX_VALUE));

    ledger.jobs().requestCancel(large, "anna");
    assertThat(demand.get().needs()).hasSize(3);
  }

  @Test
  void pausedJobWantsOnlyWhatRuns() throws Exception {
    JobId job = running(3, "READY");
    JobId planning = submit();
    ledger.steering().pause(job, "anna", NOW);
    ledger.steering().pause(planning, "anna", NOW);
    assertThat(demand.get().needs()).containsExactly(need(job, 0, 0));

    execute(
        "update foray.chunk set state = 'RUNNING' where chunk_index = 1 and job_id = "
            + job.number());
    assertThat(demand.get().needs()).containsExactly(need(job, 1, 1));

    ledger.steering().resume(job);
    ledger.steering().limit(job, 2, "anna", NOW);
    assertThat(demand.get().needs()).containsExactly(need(job, 3, 2));
  }

  @Test
  void chunkThatWaitsForItsNextAttemptIsWanted() throws Exception {
    JobId job = running(1, "READY");
    execute("update foray.chunk set not_before = ? where job_id = " + job.number(), NOW);

    assertThat(demand.get().needs()).containsExactly(need(job, 1, Integer.MAX_VALUE));
  }

  @Test
  void jobThatHasAnEndAndABudgetToKeepToTellsAllItsChunksAndWhatIsLeft() throws Exception {
    JobId job =
        submissions.submit(submission(List.of(), new JobAdmin.Terms("1h", "2.50", null))).job();
    running(job, 100, "READY");
    Terms assumed =
        new Terms(Duration.ofSeconds(60), "assumed", Duration.ofMinutes(50), Usd.parse("2.50"));
    assertThat(demand.get().needs())
        .containsExactly(new Need(job, 100, Integer.MAX_VALUE, assumed));
    assertThat(demand.get().rates()).isEqualTo(new Rates(Duration.ofSeconds(7), Usd.parse("0.60")));

    JobId earlier = running(3, "DONE");
    measured(earlier, 30);
    ledger.jobs().move(earlier, JobState.RUNNING, JobState.FINISHING, null, NOW);
    ledger.jobs().move(earlier, JobState.FINISHING, JobState.SUCCEEDED, null, NOW);
    assertThat(demand.get().needs().get(0).terms())
        .extracting(Terms::chunk, Terms::source)
        .containsExactly(Duration.ofSeconds(30), "as in " + earlier);

    measured(job, 12);
    assertThat(demand.get().needs().get(0).terms())
        .extracting(Terms::chunk, Terms::source)
        .containsExactly(Duration.ofSeconds(12), "measured");
  }

  @Test
  void jobWhoseBudgetIsUsedUpWantsOnlyWhatRuns() throws Exception {
    JobId job =
        submissions.submit(submission(List.of(), new JobAdmin.Terms(null, "2.50", null))).job();
    running(job, 3, "READY");
    String node = "node-of-" + job;
    ledger.nodes().add(List.of(new Node(node, "f", "l", NodeState.UP, null, NOW, NOW, null)));
    ledger.meters().note(node, NOW, null, Usd.parse("14.94"));
    assertThat(demand.get().needs()).as("2.49 of 2.50 USD").containsExactly(need(job, 0, 0));

    execute(
        "update foray.chunk set state = 'RUNNING' where chunk_index = 1 and job_id = "
            + job.number());
    assertThat(demand.get().needs()).containsExactly(need(job, 1, 1));
    ledger.nodes().move(node, NodeState.UP, NodeState.TERMINATED, "gone", NOW);
  }

  /** One of its chunks has lasted so long. */
  private static void measured(JobId job, int seconds) throws Exception {
    execute(
        "insert into foray.attempt (job_id, step, chunk_index, attempt, state, release_id,"
            + " dispatched_at, ended_at) values (?, 'CHUNK', 1, 1, 'SUCCEEDED', 'r', ?, ?)",
        job.number(),
        NOW,
        NOW.plusSeconds(seconds));
  }

  @Test
  void repeatedSubmissionIsOneJobEvenWithoutItsJar() throws Exception {
    Submission submission = submission(List.of());
    Submitted first = submissions.submit(submission);
    Files.move(jar, directory.resolve("moved.jar"));
    try {
      assertThat(submissions.submit(submission)).isEqualTo(new Submitted(first.job(), true));
    } finally {
      Files.move(directory.resolve("moved.jar"), jar);
    }
  }

  @Test
  void nodesGoTheirWayThroughTheLedger() throws Exception {
    FakeFleet fleet = new FakeFleet();
    FakeCrew crew = new FakeCrew();
    NodeBook book =
        new NodeBook(ledger.nodes(), fleet.name(), InstantSource.fixed(NOW), new NodeIds(), PRICES);
    FleetLoop loop =
        new FleetLoop(fleet, book, crew, demand, SIZING, FleetLimits.forProcesses(), () -> 1);
    JobId job = running(5, "READY");

    loop.runOnce();
    List<Node> booting = ledger.nodes().alive();
    assertThat(booting).extracting(Node::state).containsOnly(NodeState.BOOTING).hasSize(1);
    String node = booting.get(0).id();
    assertThat(node).matches("node-[0-9a-f]{8}");

    crew.register(node, 2);
    loop.runOnce();
    assertThat(ledger.nodes().find(node).orElseThrow().upAt()).isEqualTo(NOW);

    ledger.jobs().move(job, JobState.RUNNING, JobState.FAILED, "it was enough", NOW);
    loop.runOnce();
    crew.leave(node);
    loop.runOnce();
    loop.runOnce();
    loop.runOnce();

    Node gone = ledger.nodes().find(node).orElseThrow();
    assertThat(gone.state()).isEqualTo(NodeState.TERMINATED);
    assertThat(gone.endedAt()).isEqualTo(NOW);
    assertThat(gone.reason()).isEqualTo("it was drained, as nothing was left for it to do");
    assertThat(ledger.nodes().alive()).isEmpty();
  }

  private static Need need(JobId job, int chunks, int mostAtOnce) {
    return new Need(job, chunks, mostAtOnce, Terms.NONE);
  }

  private static JobId submit(NamedText... settings) throws Exception {
    return submissions.submit(submission(List.of(settings))).job();
  }

  private static JobTerms terms() {
    InstantSource clock = InstantSource.fixed(NOW.plusSeconds(600));
    Estimates estimates = new Estimates(ledger, "local", Duration.ofSeconds(7));
    JobBills bills = new JobBills(ledger, clock);
    Budgets budgets = new Budgets(ledger, bills, estimates, PRICES, clock, () -> 1);
    return new JobTerms(estimates, budgets, PRICES, clock);
  }

  private static Submission submission(List<NamedText> settings) {
    return submission(settings, JobAdmin.Terms.NONE);
  }

  private static Submission submission(List<NamedText> settings, JobAdmin.Terms terms) {
    return new Submission(
        UUID.randomUUID().toString(),
        "AddUp",
        List.of(jar.toString()),
        null,
        0,
        List.of(),
        settings,
        terms,
        "UTC",
        "en",
        "UTF-8",
        "anna");
  }

  private static AttemptId beginPlan(JobId job) {
    return ledger.jobs().beginPlan(ledger.jobs().find(job).orElseThrow(), NOW).orElseThrow();
  }

  /** A RUNNING job with so many chunks in one state. */
  private static JobId running(int chunks, String state, NamedText... settings) throws Exception {
    return running(submit(settings), chunks, state);
  }

  private static JobId running(JobId job, int chunks, String state) throws Exception {
    beginPlan(job);
    execute(
        "insert into foray.chunk (job_id, chunk_index, state, attempt, failures)"
            + " select ?, x, ?, 0, 0 from system_range(1, ?)",
        job.number(),
        state,
        chunks);
    ledger.jobs().move(job, JobState.PLANNING, JobState.RUNNING, null, NOW);
    return job;
  }

  private static void execute(String sql, Object... parameters) throws Exception {
    var database = ledger.database();
    try (Connection connection =
            DriverManager.getConnection(
                database.url(), database.user(), database.password().reveal());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        Object value = parameters[i];
        statement.setObject(i + 1, value instanceof Instant time ? Timestamp.from(time) : value);
      }
      statement.executeUpdate();
    }
  }
}

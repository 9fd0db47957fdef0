package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.Bounds;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.outcome.Reports;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.Why;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Usd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Brings a job into each wait that there is, and asks why. */
class WaitsTest extends StagesCase {
  private static final String THEN = " since [0-9-]+ [0-9:]+ \\S+";

  private final List<Ledger> opened = new ArrayList<>();
  private Desk desk;

  /** A job in a wait, and what is then said. */
  private record Case(JobId job, String sentence) {}

  @BeforeEach
  void begin() {
    begin(40);
  }

  private void begin(int mostDatabaseConnections) {
    stages = new Stages(ledger, mostDatabaseConnections);
    desk = new Desk(stages);
  }

  @AfterEach
  void clear() throws Exception {
    opened.forEach(Ledger::close);
  }

  static Stream<Class<?>> everyWait() {
    return Arrays.stream(Wait.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("everyWait")
  void everyWaitIsToldInItsSentence(Class<? extends Wait> wait) throws Exception {
    Case made = make(wait);

    Why why = desk.jobs.why(made.job());

    assertThat(why.code()).isEqualTo(Wait.code(wait));
    assertThat(why.sentence()).matches(made.sentence());
  }

  private Case make(Class<? extends Wait> wait) throws Exception {
    return switch (wait.getSimpleName()) {
      case "Ended" -> ended();
      case "Cancelling" -> cancelling();
      case "Paused" -> paused();
      case "HostBusy" -> hostBusy();
      case "StepBackoff" -> stepBackoff();
      case "StepRuns" -> stepRuns();
      case "ChunkBackoff" -> chunkBackoff();
      case "Connections" -> connections();
      case "BudgetUsed" -> budgetUsed();
      case "PriceUnknown" -> priceUnknown();
      case "Limited" -> limited();
      case "Setting" -> setting();
      case "NodeDue" -> fleet(null, "a node is about to be started, within a second");
      case "NodesBoot" ->
          fleet(
              new Wait.NodesBoot(2, Duration.ofMinutes(1)),
              "2 nodes are being started, and replaced where no worker registers within 60 s");
      case "NodesEnd" ->
          fleet(
              new Wait.NodesEnd(2),
              "--max-nodes allows 2, and as many are being ended: new ones are started when they"
                  + " are gone");
      case "NodesUnseen" ->
          fleet(
              new Wait.NodesUnseen("EC2 does not list instances"),
              "which nodes there are can't be seen, and so none is started or ended; that is tried"
                  + " again each second: EC2 does not list instances");
      case "LaunchesFail" ->
          fleet(
              new Wait.LaunchesFail(2, 4, "no room"),
              "the last 2 starts of nodes failed, the next is in 4 s; the last one: no room");
      case "NodesFail" ->
          fleet(
              new Wait.NodesFail(4, "no java"),
              "4 nodes in a row were started and did not come up, so no more are: mend what hinders"
                  + " them, then `master pause` and `master resume` each job that waits, and nodes"
                  + " are started again; the last one: no java");
      case "SlotsTaken" -> slotsTaken();
      case "WorkerSilent" -> workerSilent();
      case "ChunksRun" -> chunksRun();
      case "Begins" -> new Case(stages.acceptedJob(), "plan begins within seconds");
      case "DiskFull" -> diskFull();
      case "LedgerHeld" ->
          fleet(
              new Wait.LedgerHeld("alpha", 4711, Duration.ofSeconds(30), Duration.ofMillis(23_400)),
              "another Master, process 4711 on alpha, holds the ledger: this one takes over once it"
                  + " has not seen that one renew its hold for 30 s, in 24 s at the earliest;"
                  + " `master start --take-over` does so at once");
      case "LedgerAway" -> ledgerAway();
      default -> throw new AssertionError("no job is brought into " + wait);
    };
  }

  private Case ended() {
    JobId job = stages.acceptedJob();
    ledger.jobs().move(job, JobState.ACCEPTED, JobState.FAILED, "no such table", stages.now());
    return new Case(job, "ended: FAILED at [0-9-]+ [0-9:]+ \\S+, no such table");
  }

  private Case cancelling() throws Exception {
    JobId job = atWork(3, 2);
    ledger.jobs().requestCancel(job, "anna");
    return new Case(
        job,
        "2 running chunks are being ended, as anna asked; their workers are told again each second");
  }

  private Case paused() throws Exception {
    JobId job = atWork(3, 2);
    stages.pause(job);
    return new Case(
        job,
        "paused by anna"
            + THEN
            + ": 2 running chunks finish, nothing more begins before `master resume "
            + job
            + "`");
  }

  private Case hostBusy() {
    desk.steps = Optional.of(new Wait.HostBusy(2));
    return new Case(
        stages.acceptedJob(),
        "the Master's host runs 2 plans or finishes already, the most at once: this one begins"
            + " when one of them ends");
  }

  private Case stepBackoff() {
    JobId job = stages.acceptedJob();
    AttemptId plan = beginPlan(job);
    stages.reports.note(plan, new Reports.Reported(FailureKind.INFRASTRUCTURE, null));
    stages.endings.exited(plan, 1, "");
    return new Case(job, "plan waits 1 s before attempt 2");
  }

  private Case stepRuns() {
    JobId job = stages.acceptedJob();
    beginPlan(job);
    return new Case(
        job,
        "plan runs on the Master's host, for at most 5 min: `master logs "
            + job
            + ".plan` shows what it says");
  }

  private Case chunkBackoff() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    stages.endings.exited(stages.dispatched().get(0), 137, "");
    return new Case(
        job,
        "chunk-0 waits 1 s before attempt 2, as the one before did not succeed, and no other chunk"
            + " is ready");
  }

  private Case connections() throws Exception {
    begin(2);
    return new Case(
        atWork(2, 2),
        "the database allows 2 connections, 2 for each running chunk: a larger"
            + " --max-db-connections lets more run");
  }

  private Case budgetUsed() throws Exception {
    JobId job = stages.runningJob(2, new Bounds(null, Usd.parse("1"), null));
    stages.worker("worker-1", 1);
    stages.pay("worker-1");
    stages.pass(Duration.ofMinutes(100));
    return new Case(
        job,
        "the budget of 1.00 USD is used up, as its nodes have cost 1.00 and one more chunk would be"
            + " too much: what runs finishes, nothing more begins, and the nodes end, before"
            + " `master budget "
            + job
            + " USD` gives it more");
  }

  private Case priceUnknown() throws Exception {
    JobId job = stages.runningJob(2, new Bounds(null, Usd.parse("1"), null));
    stages.worker("worker-1", 1);
    stages.prices.forget();
    stages.dispatched();
    assertThat(ledger.attempts().alive()).as("nothing begins meanwhile").isEmpty();
    return new Case(
        job,
        "what a local node costs is not known: give it a price.local in the settings, and the job"
            + " has a budget: what runs finishes, nothing more begins, before that is known or"
            + " `master budget "
            + job
            + " none` lets it cost what it costs");
  }

  private Case limited() throws Exception {
    JobId job = stages.runningJob(3);
    ledger.steering().limit(job, 1, "anna", stages.now());
    stages.worker("worker-1", 3);
    stages.dispatched();
    return new Case(
        job,
        "anna has limited the job to 1 chunk at once,"
            + THEN
            + ": `master limit "
            + job
            + " none` lifts it");
  }

  private Case setting() throws Exception {
    return new Case(
        atWork(12, 12),
        "the job runs at most 10 chunks at once, as its setting maxRunningChunks says");
  }

  /** Where no worker is there, the fleet has the word. */
  private Case fleet(Wait wait, String sentence) throws Exception {
    desk.fleet = Optional.ofNullable(wait);
    return new Case(stages.runningJob(1), sentence);
  }

  private Case diskFull() throws Exception {
    desk.disk =
        Optional.of(new Wait.DiskFull(Path.of("/data"), stages.now(), Duration.ofHours(12)));
    return new Case(
        stages.runningJob(1),
        "the disk is full since [0-9-]+ [0-9:]+ \\S+: free space in /data; all that is to be"
            + " stored waits, for at most .+, and nothing is lost");
  }

  private Case slotsTaken() throws Exception {
    atWork(1, 1);
    return new Case(
        stages.runningJob(1), "every slot is taken, by another job or by a node that is ending");
  }

  private Case workerSilent() throws Exception {
    JobId job = atWork(1, 1);
    stages.pass(Duration.ofSeconds(20));
    return new Case(
        job,
        "worker-1, which runs 1 chunk, was not heard of for 20 s: after 30 s they run elsewhere");
  }

  private Case chunksRun() throws Exception {
    return new Case(
        atWork(3, 2), "2 chunks run, for at most 5 min each; 1 more wait for their turn");
  }

  /** A ledger whose table of jobs is gone refuses as one does whose database is. */
  private Case ledgerAway() throws Exception {
    Ledger broken = Stages.openLedger(Files.createDirectory(directory.resolve("broken")));
    opened.add(broken);
    desk = new Desk(new Stages(broken, 40));
    Order.Database database = broken.database();
    try (Connection connection =
            DriverManager.getConnection(
                database.url(), database.user(), database.password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute("alter table foray.job rename to away");
    }
    return new Case(
        new JobId(1), "the ledger can't be read, which is tried again all the time: .+");
  }

  @Test
  void aChunkThatIsReadyIsNotSaidToWaitForOneThatIsNot() throws Exception {
    JobId job = stages.runningJob(2);
    stages.worker("worker-1", 1);
    stages.endings.exited(stages.dispatched().get(0), 137, "");

    assertThat(desk.jobs.why(job).code()).isEqualTo("BEGINS");
  }

  @Test
  void aJobThatGoesOnIsNotShownToWait() throws Exception {
    JobId job = atWork(3, 2);
    assertThat(desk.jobs.job(job).waiting()).isNull();
    stages.pause(job);
    assertThat(desk.jobs.job(job).waiting()).startsWith("paused by anna");
  }

  @Test
  void aStepThatRunsWhileItsJobIsPausedIsSaidToFinish() throws Exception {
    JobId job = stages.acceptedJob();
    beginPlan(job);
    stages.pause(job);

    assertThat(desk.jobs.why(job).sentence()).contains(": the step that runs finishes, nothing");
  }

  @Test
  void aJobWithNothingLeftButAFailedChunkIsAtItsEnd() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);
    stages.reports.note(attempt, new Reports.Reported(FailureKind.MISTAKE, null));
    stages.endings.exited(attempt, 1, "");

    assertThat(desk.jobs.why(job).sentence()).isEqualTo("the job's end begins within seconds");
  }

  @Test
  void theSmallerOfLimitAndSettingIsNamed() throws Exception {
    JobId job = stages.runningJob(12);
    ledger.steering().limit(job, 11, "anna", stages.now());
    stages.worker("worker-1", 12);
    stages.dispatched();

    assertThat(desk.jobs.why(job).code()).isEqualTo("SETTING");
  }

  /** A job with so many chunks, of which as many run as one worker with so many slots may. */
  private JobId atWork(int chunks, int slots) throws Exception {
    JobId job = stages.runningJob(chunks);
    stages.worker("worker-1", slots);
    List<AttemptId> dispatched = stages.dispatched();
    assertThat(dispatched).isNotEmpty();
    return job;
  }

  private AttemptId beginPlan(JobId job) {
    return ledger.jobs().beginPlan(stages.job(job), stages.now()).orElseThrow();
  }
}

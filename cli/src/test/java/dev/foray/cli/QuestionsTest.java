package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.SUBMITTED;
import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.report.ReportDraft;
import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.FleetAdmin.NodeBill;
import dev.foray.protocol.FleetAdmin.NodeStrain;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.DryRun;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Usd;
import dev.foray.protocol.Watch.Cause;
import dev.foray.protocol.WorkerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The commands that ask the Master one thing and print the answer. */
class QuestionsTest extends AtFakeMaster {
  private static final JobId JOB = new JobId(17);
  private static final NodeSummary NODE =
      new NodeSummary(
          "node-1",
          NodeState.UP,
          "m5.large spot eu-central-1a i-0123",
          "worker-1",
          WorkerState.ACTIVE,
          null,
          2,
          List.of(AttemptId.ofChunk(JOB, 3, 1)),
          SUBMITTED,
          SUBMITTED,
          null,
          null,
          new NodeStrain(1.94, 2, 3L << 30, 8L << 30),
          new NodeBill(1_234, Usd.parse("0.12"), Usd.parse("0.0411")));

  @Test
  void jobsAreListed() {
    master.tell(job(JobState.RUNNING).id(18).chunks(1_000, 34, 4).summary());
    DryRun dryRun = new DryRun(2, null, 4, null, null, List.of());
    master.tell(job(JobState.SUCCEEDED).chunks(2, 2, 0).dryRun(dryRun).endedAfter(70).summary());

    assertThat(typist.types("jobs")).isZero();
    assertThat(
            typist
                .reads()
                .lines()
                .map(line -> line.replaceAll("2026-11-2\\d [\\d:]+[+-]\\d\\d:\\d\\d", "THEN")))
        .containsExactly(
            "JOB     STATE        CHUNKS  PAIRS  SUBMITTED                  TOOK  CLASS",
            "job-18  RUNNING    34/1,000      0  THEN        Revenue",
            "job-17  SUCCEEDED       2/2      0  THEN  70 s  Revenue (dry run)");

    assertThat(typist.types("job", "17")).isZero();
    assertThat(typist.reads())
        .startsWith("job-17 SUCCEEDED dev.example.Revenue, a dry run: everything is rolled back\n");
  }

  @Test
  void jobsAreListedForPrograms() {
    master.tell(job(JobState.RUNNING).id(18).summary());
    master.tell(job(JobState.SUCCEEDED).summary());

    typist.types("jobs", "--json", "--most", "1");

    assertThat(typist.reads()).startsWith("[\n  {\n    \"job\": \"job-18\",").endsWith("}\n]\n");
    assertThat(typist.reads()).doesNotContain("job-17");
  }

  @Test
  void noJobsIsSaid() {
    assertThat(typist.types("jobs")).isZero();
    assertThat(typist.reads()).isEqualTo("There are no jobs yet: `master submit` starts one.\n");
  }

  @Test
  void jobIsShownWithAllThatIsKnown() {
    master.tell(
        job(JobState.RUNNING)
            .chunks(34, 17, 4)
            .pairs(900, 850, 800, 0, 1)
            .speed(100, 35)
            .nodes(2)
            .key("nightly")
            .waiting("waits for connections")
            .summary());

    assertThat(typist.types("job", "17")).isZero();
    assertThat(typist.reads())
        .startsWith("job-17 RUNNING dev.example.Revenue\n")
        .contains(
            "  waits      waits for connections\n",
            "  chunks     17 done, 4 running, 13 ready\n",
            "  pairs      900 read, 850 mapped, 800 emitted, 1 skipped\n",
            "  now        17/34 chunks, 4 running, 100 pairs/s, 35 s left, 2 nodes\n",
            "  key        nightly\n",
            "  parameters since=2026-01-01\n",
            "  settings   mapThreads=2 (default)\n");
  }

  @Test
  void oneJobIsShownWithItsFailuresByCauseAndTheChunksThatTakeLongest() {
    master.tell(job(JobState.RUNNING).chunks(34, 17, 1).failed(3).summary());
    master.tell(
        new Cause(
            3,
            FailureKind.USER_CODE,
            AttemptId.ofChunk(JOB, 7, 4),
            "boom at invoice-8\n\tat A.map"));
    master.tell(
        new ChunkSummary(
            40,
            ChunkState.RUNNING,
            1,
            "1 to 9",
            "worker-1",
            Instant.now().minusSeconds(600),
            null,
            new Progress(900, 812, 0, 0, 0),
            null,
            null));

    assertThat(typist.types("job", "17")).isZero();
    assertThat(typist.reads())
        .contains(
            "  slots      1 of 4 run its chunks\n  longest    chunk-40 for 10 min ",
            " s, 812 pairs, worker-1\n",
            "  causes     3 chunks USER_CODE, such as chunk-7: boom at invoice-8\n");

    assertThat(typist.types("job", "17", "--json")).isZero();
    assertThat(typist.reads().replaceAll("\\s+", " "))
        .contains(
            "\"slots\": 4, \"causes\": [ { \"count\": 3, \"kind\": \"USER_CODE\", \"attempt\":"
                + " \"job-17.chunk-7.attempt-4\", \"example\": \"boom at invoice-8",
            "\"longest\": [ { \"index\": 40, \"state\": \"RUNNING\",");
  }

  @Test
  void slotsOfAJobThatHasEndedAreNotSaid() {
    master.tell(job(JobState.SUCCEEDED).chunks(2, 2, 0).summary());

    typist.types("job", "17");
    assertThat(typist.reads()).doesNotContain("slots", "longest", "causes");
  }

  @Test
  void oneJobIsShownWithWhatItsNodesCost() {
    master.tell(
        job(JobState.RUNNING)
            .bill(new Bill(3, 1_234, Usd.parse("0.0412"), 1, Usd.parse("12.50"), SUBMITTED))
            .summary());

    typist.types("job", "17");
    assertThat(typist.reads())
        .contains(
            "  costs      3 nodes, 1,234 s, 0.0412 of 12.50 USD, the price of 1 node is not known\n",
            "  due        " + Amounts.moment(SUBMITTED) + "\n");
  }

  @Test
  void aJobThatHasSucceededIsShownWithWhatLargerChunksWouldHaveSaved() {
    ReportDraft draft = new ReportDraft().spent(320_000, 480_000);
    master.tell(draft.job().summary());
    master.tell(draft.report());

    typist.types("job", "17");
    assertThat(typist.reads())
        .contains("  next time  chunks lasted 20 s, of which 8.0 s were start");
  }

  @Test
  void unknownJobIsRefusedByTheMaster() {
    assertThat(typist.types("job", "99")).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo("there is no job-99\n");
  }

  @Test
  void whatIsNoJobIdIsRefusedHere() {
    assertThat(typist.types("job", "seventeen")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("\"seventeen\" is no job id: write it as job-17 or 17\n");
  }

  @Test
  void chunksAreListedFromAnIndexInAState() {
    master.tell(chunk(0, ChunkState.FAILED, "boom"));
    master.tell(chunk(1, ChunkState.DONE, null));
    master.tell(chunk(2, ChunkState.FAILED, "boom again"));

    assertThat(typist.types("chunks", "17", "--from", "1", "--state", "failed")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            """
            CHUNK  STATE   ATTEMPTS  PAIRS  TOOK  COVERS  WHY
                2  FAILED         4    900  12 s  1 to 9  boom again
            """);
  }

  @Test
  void ofAChunkThatRunsItIsSaidForHowLong() {
    master.tell(
        new ChunkSummary(
            1,
            ChunkState.RUNNING,
            1,
            "",
            "worker-1",
            Instant.now().minusSeconds(600),
            null,
            Progress.NONE,
            null,
            null));

    typist.types("chunks", "17", "--state", "RUNNING");

    assertThat(typist.reads()).contains("10 min");
  }

  @Test
  void fullListOfChunksSaysHowToGoOn() {
    master.tell(chunk(4, ChunkState.DONE, null));
    master.tell(chunk(7, ChunkState.DONE, null));

    typist.types("chunks", "17", "--most", "1");

    assertThat(typist.reads()).endsWith("There may be more: --from 5\n");
  }

  @Test
  void logIsThatOfTheLastAttempt() {
    master.tell(attempt(AttemptId.ofChunk(JOB, 3, 1)));
    master.tell(attempt(AttemptId.ofChunk(JOB, 3, 2)));
    master.tell(AttemptId.ofChunk(JOB, 3, 2), "the second\n");

    assertThat(typist.types("logs", "job-17.chunk-3")).isZero();
    assertThat(typist.reads()).isEqualTo("the second\n");
  }

  @Test
  void logOfAnEarlierAttemptIsNamed() {
    master.tell(AttemptId.ofChunk(JOB, 3, 1), "the first\n");

    assertThat(typist.types("logs", "17.chunk-3.attempt-1")).isZero();
    assertThat(typist.reads()).isEqualTo("the first\n");
  }

  @Test
  void planAndFinishHaveLogs() {
    master.tell(attempt(AttemptId.ofPlan(JOB, 1)));
    master.tell(AttemptId.ofPlan(JOB, 1), "planned\n");
    master.tell(attempt(AttemptId.ofFinish(JOB, 1)));
    master.tell(AttemptId.ofFinish(JOB, 1), "finished\n");

    typist.types("logs", "job-17.plan");
    assertThat(typist.reads()).isEqualTo("planned\n");
    typist.types("logs", "job-17.finish");
    assertThat(typist.reads()).isEqualTo("finished\n");
  }

  @Test
  void logThatGrowsIsFollowedToItsEnd() {
    master.tell(AttemptId.ofChunk(JOB, 3, 1), "one\n", "two\n", "three\n");

    typist.types("logs", "job-17.chunk-3.attempt-1");
    assertThat(typist.reads()).isEqualTo("one\n");
    typist.types("logs", "job-17.chunk-3.attempt-1", "--follow");
    assertThat(typist.reads()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void logIsGivenToProgramsWhole() {
    master.tell(AttemptId.ofChunk(JOB, 3, 1), "one\n");

    typist.types("logs", "job-17.chunk-3.attempt-1", "--json");

    assertThat(typist.reads())
        .isEqualTo(
            """
            {
              "attempt": "job-17.chunk-3.attempt-1",
              "text": "one\\n",
              "ended": true
            }
            """);
  }

  @Test
  void chunkThatHasNotBegunHasNoLog() {
    assertThat(typist.types("logs", "job-17.chunk-3")).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo("job-17.chunk-3 has not begun yet: it has no log.\n");
  }

  @Test
  void whatNamesNoLogIsExplained() {
    assertThat(typist.types("logs", "chunk-42")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo(
            "\"chunk-42\" names no log: write job-17, job-17.chunk-42, job-17.plan or"
                + " job-17.finish, with .attempt-3 for an attempt that is not the last, or a node.\n");
    assertThat(typist.types("stacks", "job-17")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo(
            "\"job-17\" names no attempt: write job-17.chunk-42, job-17.plan or job-17.finish, with"
                + " .attempt-3 for an attempt that is not the last.\n");
  }

  @Test
  void oneNodeIsShownWithTheSecondsOfItsSteps() {
    master.tell(NODE);

    assertThat(typist.types("node", "node-1")).isZero();
    assertThat(typist.reads())
        .startsWith("node-1 is ")
        .contains(
            "AFTER S  TOOK S  WHAT\n",
            "    0.0     0.0  it is asked for\n",
            "    1.3     1.3  it is launched\n",
            "   14.0    12.8  the script runs\n");
    typist.types("node", "node-1", "--json");
    assertThat(typist.reads()).contains("\"steps\": [", "\"what\": \"it is launched\"");
    assertThat(typist.types("node", "node-9")).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo("there is no node node-9\n");
  }

  @Test
  void whyIsOneSentence() {
    master.tell(job(JobState.RUNNING).waiting("2 nodes are being started").summary());

    assertThat(typist.types("why", "17")).isZero();
    assertThat(typist.reads()).isEqualTo("job-17: 2 nodes are being started\n");
    master.worth("2 nodes for 9 chunks");
    typist.types("why", "17");
    assertThat(typist.reads())
        .isEqualTo("job-17: 2 nodes are being started\njob-17 is worth 2 nodes for 9 chunks\n");
    typist.types("why", "17", "--json");
    assertThat(typist.reads())
        .isEqualTo(
            """
            {
              "job": "job-17",
              "wait": "NODES_BOOT",
              "sentence": "2 nodes are being started",
              "nodes": "2 nodes for 9 chunks",
              "untold": null
            }
            """);
  }

  @Test
  void notificationThatHasNotArrivedIsSaidByWhyAndByTheJob() {
    String untold = "ops is not told yet of FAILED: it answered 500; tried once, again in 5 s";
    master.tell(job(JobState.FAILED).untold(untold).summary());

    typist.types("why", "17");
    assertThat(typist.reads()).endsWith("\n" + untold + "\n");
    typist.types("job", "17");
    assertThat(typist.reads()).contains("untold", untold);
  }

  @Test
  void notificationIsTriedOut() {
    assertThat(typist.types("notify", "https://hooks.example.com/x")).isZero();
    assertThat(typist.reads()).isEqualTo("delivered: the receiver has taken it\n");
    assertThat(typist.types("notify", "opps")).isEqualTo(2);
    assertThat(typist.complaint()).contains("there is nobody to notify by the name opps");
  }

  @Test
  void stacksAreThoseOfTheLastAttempt() {
    master.tell(attempt(AttemptId.ofChunk(JOB, 3, 1)));
    master.tell(attempt(AttemptId.ofChunk(JOB, 3, 2)));

    assertThat(typist.types("stacks", "17.chunk-3")).isZero();
    assertThat(typist.reads()).isEqualTo("the threads of job-17.chunk-3.attempt-2\nmain\n");
    typist.types("stacks", "17.chunk-3.attempt-1", "--json");
    assertThat(typist.reads())
        .isEqualTo(
            """
            {
              "attempt": "job-17.chunk-3.attempt-1",
              "text": "the threads of job-17.chunk-3.attempt-1\\nmain\\n"
            }
            """);
  }

  @Test
  void stacksOfWhatHasEndedAreRefused() {
    master.refuse(
        new Refused(ExitCode.WRONG_USE, "job-17.plan.attempt-1 has SUCCEEDED: it has no threads"));

    assertThat(typist.types("stacks", "17.plan.attempt-1")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("job-17.plan.attempt-1 has SUCCEEDED: it has no threads\n");
  }

  @Test
  void cancelAsksAndSaysHowToFollow() {
    master.tell(job(JobState.RUNNING).chunks(2, 1, 1).summary());

    assertThat(typist.types("cancel", "17")).isZero();
    assertThat(master.cancellations())
        .containsExactly("job-17 by " + System.getProperty("user.name"));
    assertThat(typist.reads())
        .isEqualTo("job-17 is asked to end; `master wait job-17` follows it\n");
  }

  @Test
  void nodesAreListed() {
    master.tell(NODE);

    assertThat(typist.types("nodes")).isZero();
    assertThat(typist.reads())
        .containsPattern(
            "node-1 +UP +m5.large spot eu-central-1a i-0123 +worker-1 +1/2 +1.9/2 +3.0 GiB +1,234 +0.0411 +2026");
  }

  @Test
  void whatIsWatchedIsShownAgainUntilNoMasterAnswers() {
    master.tell(NODE);
    typist.pace.then(() -> {}).then(master::close);

    assertThat(typist.types("nodes", "--watch")).isEqualTo(3);
    assertThat(typist.reads().split("NODE ", -1)).hasSize(3);
    assertThat(typist.reads()).doesNotContain("\u001b").contains("2026", "\n\nNODE ");
    assertThat(typist.complaint()).contains("No Master");
  }

  @Test
  void onATerminalWhatIsWatchedIsDrawnOverWhatItWas() {
    master.tell(NODE);
    typist.atTerminal(80).pace.then(master::close);

    assertThat(typist.types("nodes", "--watch")).isEqualTo(3);
    assertThat(typist.reads()).startsWith("\u001b[H\u001b[J" + "NODE ").doesNotContain("\n\n");
  }

  @Test
  void nodeIsDrained() {
    assertThat(typist.types("drain", "node-1")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            "node-1 finishes what it runs (1 chunk) and takes nothing new; then it is ended\n");
    assertThat(master.steering()).containsExactly("drain node-1 by " + Surroundings.user());
  }

  @Test
  void schemaNeedsNoMaster() {
    master.close();

    assertThat(typist.types("schema")).isZero();
    assertThat(typist.reads())
        .startsWith("create schema if not exists foray;\n")
        .contains("create table foray.chunk");
  }

  @Test
  void schemaPrintsTheTwoRolesUnderTheirNames() {
    assertThat(typist.types("schema", "--roles", "--runner-database-user", "night jobs")).isZero();
    assertThat(typist.reads())
        .startsWith("-- The two database roles of Foray: \"foray_master\" for the Master, \"night")
        .contains("grant \"night jobs\" to \"foray_master\";")
        .contains("grant usage on schema foray to \"night jobs\";")
        .doesNotContainIgnoringCase("password '");
  }

  @Test
  void schemaRefusesNamesThatCantBeTwoUsers() {
    assertThat(typist.types("schema", "--database-user", "ann")).isEqualTo(2);
    assertThat(typist.types("schema", "--roles", "--database-user", "foray_runner")).isEqualTo(2);
    assertThat(typist.types("schema", "--roles", "--database-user", "a\n; drop")).isEqualTo(2);
    assertThat(typist.reads()).isEmpty();
  }

  private static ChunkSummary chunk(int index, ChunkState state, @Nullable String failure) {
    return new ChunkSummary(
        index,
        state,
        4,
        "1 to 9",
        "worker-1",
        SUBMITTED,
        SUBMITTED.plusSeconds(12),
        new Progress(900, 900, 0, 0, 0),
        null,
        failure);
  }

  private static AttemptSummary attempt(AttemptId id) {
    return new AttemptSummary(
        id,
        AttemptState.RUNNING,
        "worker-1",
        SUBMITTED,
        null,
        null,
        null,
        null,
        null,
        Progress.NONE);
  }
}

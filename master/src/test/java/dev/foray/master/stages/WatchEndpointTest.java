package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.foray.master.outcome.Reports;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.Cells;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Refused;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.Watch.Cause;
import dev.foray.protocol.Watch.ChunkLook;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.JobLine;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import dev.foray.protocol.WorkerState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a console sees of a job of six chunks that runs with failures, on a worker of four slots.
 */
class WatchEndpointTest extends StagesCase {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Desk desk;
  private JobId job;
  private List<AttemptId> first;

  @BeforeEach
  void begin() throws Exception {
    desk = new Desk(stages);
    stages.worker("worker-1", 4);
    job = stages.runningJob(6);
    first = stages.dispatched();
    fail(first.get(0), FailureKind.MISTAKE, "map failed for the key ada: no purse");
    fail(first.get(1), FailureKind.MISTAKE, "map failed for the key ben: no purse");
    fail(first.get(2), FailureKind.MISTAKE, "the tariff is not there");
    stages.pass(Duration.ofSeconds(10));
    assertThat(stages.dispatched()).hasSize(2);
    stages.pace.note(first.get(3), new Progress(9, 8, 7, 0, 0));
  }

  @Test
  void jobsAreListedNewestFirst() throws Exception {
    JobId newer = stages.acceptedJob();
    stages.pause(newer);

    Look look = desk.watch.look(Glance.at(Subject.JOBS));

    assertThat(look.epoch()).isEqualTo(Desk.EPOCH);
    assertThat(look.jobs())
        .extracting(
            JobLine::job,
            JobLine::jobClass,
            JobLine::state,
            JobLine::paused,
            JobLine::chunks,
            JobLine::running,
            JobLine::failed)
        .containsExactly(
            tuple(newer, "Job", JobState.ACCEPTED, true, -1, 0, 0),
            tuple(job, "Job", JobState.RUNNING, false, 6, 3, 3));
    assertThat(look.more()).isZero();
    assertThat(look.job()).isNull();
    assertThat(look.nodes()).isNull();
  }

  @Test
  void jobIsSeenWithWhyItsCausesAndWhatRunsTheLongest() throws Exception {
    JobLook seen = lookAtJob(0);

    assertThat(seen.summary().state()).isEqualTo(JobState.RUNNING);
    assertThat(seen.summary().failed()).isEqualTo(3);
    assertThat(seen.summary().failedChunks()).as("the causes say it").isEmpty();
    assertThat(seen.why()).isEqualTo(desk.jobs.why(job).sentence());
    assertThat(seen.slots()).isEqualTo(4);
    assertThat(seen.causes())
        .extracting(Cause::count, Cause::kind, Cause::attempt, Cause::example)
        .containsExactly(
            tuple(2, FailureKind.MISTAKE, first.get(0), "map failed for the key ada: no purse"),
            tuple(1, FailureKind.MISTAKE, first.get(2), "the tariff is not there"));
    assertThat(seen.stragglers())
        .extracting(ChunkSummary::index, ChunkSummary::state, ChunkSummary::worker)
        .containsExactly(
            tuple(3, ChunkState.RUNNING, "worker-1"),
            tuple(4, ChunkState.RUNNING, "worker-1"),
            tuple(5, ChunkState.RUNNING, "worker-1"));
    ChunkSummary straggler = seen.stragglers().get(0);
    assertThat(straggler.startedAt()).isEqualTo(stages.now().minusSeconds(10));
    assertThat(straggler.progress()).isEqualTo(new Progress(9, 8, 7, 0, 0));
    assertThat(cells(seen.cells())).isEqualTo("3F3R");
    assertThat(seen.cells().total()).isEqualTo(6);
  }

  @Test
  void whoKnowsTheCellsIsToldThoseThatHaveChanged() throws Exception {
    long known = lookAtJob(0).cells().version();
    stages.commit(first.get(3));
    stages.endings.exited(first.get(3), 0, "");

    assertThat(cells(lookAtJob(known).cells())).as("within the same second").isEqualTo("6=");
    stages.pass(SECOND);
    Cells changed = lookAtJob(known).cells();
    assertThat(cells(changed)).isEqualTo("3=D2=");
    assertThat(changed.version()).isGreaterThan(known);
    assertThat(cells(lookAtJob(0).cells())).as("whoever knows nothing").isEqualTo("3FD2R");
    stages.pass(SECOND);
    assertThat(cells(lookAtJob(changed.version()).cells())).isEqualTo("6=");
  }

  @Test
  void causesAreThoseOfNow() throws Exception {
    JobLook seen = lookAtJob(0);
    stages.pass(SECOND);
    assertThat(lookAtJob(0).causes()).isEqualTo(seen.causes());

    fail(first.get(3), FailureKind.MISTAKE, "map failed for the key cyd: no purse");
    stages.pass(SECOND);

    assertThat(lookAtJob(0).causes()).extracting(Cause::count).containsExactly(3, 1);
  }

  @Test
  void jobWithoutFailuresShowsNone() throws Exception {
    JobId other = stages.runningJob(2);

    Look look = desk.watch.look(new Glance(Subject.JOB, other, 0, null, 0, 0, 0));

    JobLook seen = Objects.requireNonNull(look.job());
    assertThat(seen.causes()).isEmpty();
    assertThat(seen.stragglers()).isEmpty();
    assertThat(cells(seen.cells())).isEqualTo("2r");
  }

  @Test
  void chunkIsSeenWithItsAttemptsOldestFirst() throws Exception {
    fail(first.get(3), FailureKind.USER_CODE, "the bank did not answer");
    stages.pass(Duration.ofMinutes(2));
    AttemptId again = AttemptId.ofChunk(job, 3, 2);
    assertThat(stages.dispatched()).contains(again);

    Look look = desk.watch.look(new Glance(Subject.CHUNK, job, 3, null, 0, 0, 0));

    ChunkLook seen = Objects.requireNonNull(look.chunk());
    assertThat(seen.chunk().state()).isEqualTo(ChunkState.RUNNING);
    assertThat(seen.chunk().attempts()).isEqualTo(2);
    assertThat(seen.attempts())
        .extracting(
            AttemptSummary::attempt,
            AttemptSummary::state,
            AttemptSummary::kind,
            AttemptSummary::failure,
            AttemptSummary::exitCode)
        .containsExactly(
            tuple(
                first.get(3),
                AttemptState.FAILED,
                FailureKind.USER_CODE,
                "the bank did not answer",
                1),
            tuple(again, AttemptState.STARTING, null, null, null));
  }

  @Test
  void nodesAreSeenWithTheirSlotsAndWhatRunsThere() throws Exception {
    stages.pay("worker-1");

    Look look = desk.watch.look(Glance.at(Subject.NODES));

    assertThat(look.more()).isZero();
    assertThat(look.nodes())
        .singleElement()
        .satisfies(
            seen -> {
              NodeSummary node = seen.summary();
              assertThat(seen.runs()).isEqualTo(3);
              assertThat(node.node()).isEqualTo("node-1");
              assertThat(node.state()).isEqualTo(NodeState.UP);
              assertThat(node.workerState()).isEqualTo(WorkerState.ACTIVE);
              assertThat(node.slots()).isEqualTo(4);
              assertThat(node.running())
                  .containsExactlyInAnyOrder(
                      first.get(3), AttemptId.ofChunk(job, 4, 1), AttemptId.ofChunk(job, 5, 1));
              assertThat(node.bill()).isNotNull();
            });
  }

  @Test
  void logIsReadFromNearItsEndAndThenOn() throws Exception {
    stages.line.log = "a line of a log\n".repeat(4_000);
    LogPiece last = logFrom(-1);

    assertThat(stages.line.log).endsWith(last.text());
    assertThat(last.text()).hasSizeBetween(3_000, 12_000);
    assertThat(last.nextOffset()).isEqualTo(stages.line.log.length());
    stages.line.log += "and one more\n";
    assertThat(logFrom(last.nextOffset()).text()).isEqualTo("and one more\n");
    assertThat(logFrom(0).text()).as("from its begin, if one asks for that").startsWith("a line");
  }

  @Test
  void whoDoesNotSayWhatToLookAtIsAsked() {
    assertThatThrownBy(() -> desk.watch.look(Glance.at(Subject.JOB)))
        .isInstanceOf(Refused.class)
        .hasMessage("which job?");
    assertThatThrownBy(() -> desk.watch.look(Glance.at(Subject.LOG)))
        .isInstanceOf(Refused.class)
        .hasMessage("which attempt's log?");
  }

  private void fail(AttemptId attempt, FailureKind kind, String sentence) {
    stages.reports.note(
        attempt, new Reports.Reported(kind, new RemoteFailure("T", sentence, "T", "")));
    stages.endings.exited(attempt, 1, "");
  }

  private JobLook lookAtJob(long since) throws Refused {
    Look look = desk.watch.look(new Glance(Subject.JOB, job, 0, null, since, 0, 0));
    return Objects.requireNonNull(look.job());
  }

  private LogPiece logFrom(long offset) throws Refused {
    Look look = desk.watch.look(new Glance(Subject.LOG, null, 0, first.get(3), 0, 0, offset));
    return Objects.requireNonNull(look.log());
  }

  private static String cells(Cells cells) {
    assertThat(cells.isWhole()).isTrue();
    return cells.runs();
  }
}

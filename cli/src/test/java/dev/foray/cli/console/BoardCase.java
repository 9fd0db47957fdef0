package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.follow.JobDraft;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.Cells;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.FleetAdmin.NodeBill;
import dev.foray.protocol.FleetAdmin.NodeStrain;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Phases;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Usd;
import dev.foray.protocol.Watch.Cause;
import dev.foray.protocol.Watch.ChunkLook;
import dev.foray.protocol.Watch.JobLine;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.NodeLook;
import dev.foray.protocol.WorkerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The console without a terminal and without a Master, for tests: what is told and pressed, and is
 * seen.
 */
abstract class BoardCase {
  static final JobId JOB = new JobId(17);
  static final Instant BEGAN = JobDraft.SUBMITTED;
  static final String HOSTILE = "key \u001b[2J\u202e\u0007 世界 " + "x".repeat(10_000);
  static final String NODE = "node-1f00d2aa";

  final Board board = new Board("Foray 0.1.0");

  void openAside(int pairs) {
    openJob(120);
    type("s");
    board.found(new Inquiry(Inquiry.Kind.SET_ASIDE, JOB), new Step.Open(aside(pairs)));
  }

  static SkippedPage aside(int count) {
    List<SkippedPair> pairs = new ArrayList<>();
    pairs.add(new SkippedPair(7, 2, HOSTILE, "map failed at " + HOSTILE));
    pairs.add(new SkippedPair(9, 1, "4711", "IllegalStateException: no rate of currency XAU"));
    for (int pair = 2; pair < count; pair++) {
      pairs.add(new SkippedPair(10 + pair, 1, "key of " + pair, "it ends the JVM: SIGKILL"));
    }
    return new SkippedPage(JOB, pairs);
  }

  void tellJobs() {
    JobLine running = running(17);
    JobLine ended =
        new JobLine(
            new JobId(16),
            "MonthSales",
            JobState.SUCCEEDED,
            false,
            8,
            0,
            8,
            0,
            1_204,
            BEGAN.minusSeconds(9_000),
            BEGAN.minusSeconds(8_000));
    tell(new Look(1, List.of(running, ended), null, null, null, null));
  }

  static JobLine running(int job) {
    return new JobLine(
        new JobId(job), "Revenue", JobState.RUNNING, false, 120, 4, 42, 3, 48_211, BEGAN, null);
  }

  static NodeSummary busy(String name) {
    return new NodeSummary(
        name,
        NodeState.UP,
        "m7i.large spot eu-central-1a i-0123456789abcdef0",
        "worker-1f00d2aa",
        WorkerState.ACTIVE,
        null,
        2,
        List.of(AttemptId.ofChunk(JOB, 3, 1)),
        BEGAN,
        BEGAN.plusSeconds(40),
        null,
        null,
        new NodeStrain(1.94, 2, 3L << 30, 8L << 30),
        new NodeBill(1_234, Usd.parse("0.12"), Usd.parse("0.0411")));
  }

  static List<NodeLook> nodes() {
    NodeSummary gone =
        new NodeSummary(
            "node-77c0ffee",
            NodeState.TERMINATED,
            null,
            null,
            null,
            null,
            0,
            List.of(),
            BEGAN,
            BEGAN.plusSeconds(4),
            BEGAN.plusSeconds(90),
            "it was drained, as nothing was left for it to do",
            null,
            null);
    return List.of(new NodeLook(busy(NODE), 1), new NodeLook(gone, 0));
  }

  void openJob(int chunks) {
    tellJobs();
    press(Press.Key.ENTER);
    tell(new Look(1, null, look(chunks), null, null, null));
  }

  static JobLook look(int chunks) {
    int done = chunks / 3;
    return new JobLook(
        JobDraft.job(JobState.RUNNING)
            .chunks(chunks, done, 4)
            .failed(3)
            .pairs(50_000, 48_211, 48_211, 40_000, 2)
            .speed(812, 95)
            .summary(),
        "4 chunks run, and the others wait for a slot: each may last 1 h",
        4,
        List.of(
            new Cause(
                3,
                FailureKind.USER_CODE,
                AttemptId.ofChunk(JOB, 7, 4),
                "map failed at " + HOSTILE)),
        List.of(
            new ChunkSummary(
                done,
                ChunkState.RUNNING,
                1,
                "[1, 9)",
                "worker-1",
                BEGAN,
                null,
                new Progress(900, 812, 812, 0, 0),
                null,
                null)),
        Cells.of(5, chunks, 0, chunk -> state(chunk, done)));
  }

  static ChunkState state(int chunk, int done) {
    if (chunk == 7 || chunk == 8 || chunk == 9) {
      return ChunkState.FAILED;
    }
    return chunk < done
        ? ChunkState.DONE
        : chunk < done + 4 ? ChunkState.RUNNING : ChunkState.READY;
  }

  static ChunkLook chunk() {
    AttemptId attempt = AttemptId.ofChunk(JOB, 7, 1);
    return new ChunkLook(
        new ChunkSummary(
            7,
            ChunkState.FAILED,
            1,
            HOSTILE,
            "worker-1",
            BEGAN,
            BEGAN,
            Progress.NONE,
            null,
            HOSTILE),
        List.of(
            new AttemptSummary(
                attempt,
                AttemptState.FAILED,
                "worker-1",
                BEGAN,
                BEGAN.plusMillis(600),
                BEGAN.plusSeconds(3),
                FailureKind.USER_CODE,
                HOSTILE,
                1,
                new Progress(10, 9, 9, 0, 0, new Phases(120, 1_900, 0, 0)))));
  }

  void tell(Look look) {
    board.seen(board.glance(), look);
  }

  void press(Press.Key key) {
    assertThat(board.press(Press.of(key))).isEmpty();
  }

  Optional<Errand> type(String text) {
    @Nullable Errand last = null;
    for (int at = 0; at < text.length(); at++) {
      last = board.press(Press.text(text.substring(at, at + 1))).orElse(null);
    }
    return Optional.ofNullable(last);
  }

  String text() {
    return text(120);
  }

  String text(int columns) {
    StringBuilder text = new StringBuilder();
    board
        .lines(24, columns, BEGAN.plusSeconds(600))
        .forEach(line -> text.append(line.plain(columns)).append('\n'));
    return text.toString();
  }

  String drawn() {
    StringBuilder text = new StringBuilder();
    board
        .lines(24, 80, BEGAN.plusSeconds(600))
        .forEach(line -> text.append(line.drawn(80, true)).append('\n'));
    return text.toString();
  }
}

package dev.foray.cli.web;

import dev.foray.cli.follow.JobDraft;
import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.report.ReportDraft;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.Cells;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.FleetAdmin.NodeBill;
import dev.foray.protocol.FleetAdmin.NodeStrain;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.MasterStatus;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Usd;
import dev.foray.protocol.Watch.Cause;
import dev.foray.protocol.Watch.ChunkLook;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.JobLine;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.NodeLook;
import dev.foray.protocol.WorkerState;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** A Master in this process that shows one job of 120 chunks, or of more. Thread-safe. */
final class ToldMaster {
  static final JobId JOB = new JobId(17);
  static final Instant BEGAN = JobDraft.SUBMITTED;

  /** Markup, escape sequences, right-to-left, and long. */
  static final String HOSTILE =
      "<img src=x onerror=alert(1)>\u001b[2J\u202eabc\u0007\u009b1m \u05e9\u05dc\u05d5\u05dd 世界 & \"'</script> "
          + "x".repeat(2_000);

  static final String LOG =
      "12:04:31.001 INFO  [main] Revenue: begins\n"
          + "12:04:31.640 WARN  [map-1] Revenue: invoice 10 has no currency, EUR is taken\n"
          + "12:04:32.115 ERROR [map-1] Revenue: "
          + HOSTILE
          + "\n12:04:32.116 INFO  [main] Revenue: Boom is over\n";

  final List<Glance> glances = new CopyOnWriteArrayList<>();
  final List<String> deeds = new CopyOnWriteArrayList<>();
  volatile Role role = Role.ADMIN;
  volatile boolean away;
  volatile Delay beforeAnswer = () -> true;
  volatile int chunks = 120;
  volatile JobState state = JobState.RUNNING;
  volatile String untold = "";

  /** What an answer to what is on a screen waits for. */
  interface Delay {
    boolean pass() throws InterruptedException;
  }

  Master master() {
    return (Master)
        Proxy.newProxyInstance(
            Master.class.getClassLoader(),
            new Class<?>[] {Master.class},
            (self, method, arguments) -> answer(method.getName(), arguments));
  }

  private Object answer(String question, Object... arguments) throws Refused, InterruptedException {
    if (away) {
      throw NoMaster.at(new Endpoint("127.0.0.1", 1099), new IOException("refused"));
    }
    switch (question) {
      case "look" -> {
        glances.add((Glance) arguments[0]);
        beforeAnswer.pass();
        return look((Glance) arguments[0]);
      }
      case "report" -> {
        if (!JOB.equals(arguments[0])) {
          throw new Refused(ExitCode.WRONG_USE, "there is no " + arguments[0]);
        }
        return new ReportDraft().report();
      }
      case "status" -> {
        return new MasterStatus(2, "0.1.0", 1, 1, BEGAN, "", "H2");
      }
      case "role" -> {
        return role;
      }
      case "pause", "resume" -> {
        deeds.add(question + " " + arguments[0] + " by " + arguments[1]);
        return new Steered(true, summary());
      }
      case "cancel" ->
          throw new Refused(ExitCode.WRONG_USE, JOB + " has ended already: nothing is cancelled");
      default -> throw new UnsupportedOperationException(question);
    }
  }

  private Look look(Glance glance) throws Refused {
    if (glance.job() != null && !glance.job().equals(JOB)) {
      throw new Refused(ExitCode.WRONG_USE, "there is no " + glance.job());
    }
    return switch (glance.subject()) {
      case JOBS -> new Look(1, lines(), null, null, null, null);
      case JOB -> new Look(1, null, job(glance), null, null, null);
      case CHUNK -> new Look(1, null, null, chunk(glance.chunk()), null, null);
      case NODES -> new Look(1, null, null, null, nodes(), null, 12);
      case LOG -> new Look(1, null, null, null, null, log(glance));
    };
  }

  private List<JobLine> lines() {
    JobLine running =
        new JobLine(JOB, "Revenue", state, false, chunks, 4, chunks / 3, 3, 48_211, BEGAN, null);
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
    return List.of(running, ended);
  }

  private JobSummary summary() {
    JobDraft draft = untold.isEmpty() ? JobDraft.job(state) : JobDraft.job(state).untold(untold);
    return draft
        .key("revenue-2026-11")
        .chunks(chunks, chunks / 3, 4)
        .failed(3)
        .pairs(50_000, 48_211, 48_211, 40_000, 2)
        .speed(812, 95)
        .bill(new Bill(2, 1_234, Usd.parse("0.0412"), 0, Usd.parse("12.50"), null))
        .summary();
  }

  private JobLook job(Glance glance) {
    int done = chunks / 3;
    IntFunction<ChunkState> states = chunk -> state(chunk, done);
    return new JobLook(
        summary(),
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
        glance.since() == chunks
            ? Cells.of(chunks, chunks, 0, chunk -> null)
            : Cells.of(chunks, chunks, glance.from(), states));
  }

  private static ChunkState state(int chunk, int done) {
    if (chunk == 7 || chunk == 8 || chunk == 9) {
      return ChunkState.FAILED;
    }
    return chunk < done
        ? ChunkState.DONE
        : chunk < done + 4 ? ChunkState.RUNNING : ChunkState.READY;
  }

  private static ChunkLook chunk(int index) {
    AttemptId attempt = AttemptId.ofChunk(JOB, index, 1);
    return new ChunkLook(
        new ChunkSummary(
            index,
            ChunkState.FAILED,
            1,
            HOSTILE,
            "worker-1",
            BEGAN,
            BEGAN.plusSeconds(3),
            new Progress(10, 9, 9, 0, 0),
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
                new Progress(10, 9, 9, 0, 0))));
  }

  private static List<NodeLook> nodes() {
    NodeSummary node =
        new NodeSummary(
            "node-1",
            NodeState.UP,
            "m7i.large spot eu-central-1a",
            "worker-1",
            WorkerState.ACTIVE,
            null,
            4,
            List.of(AttemptId.ofChunk(JOB, 40, 1)),
            BEGAN,
            BEGAN,
            null,
            null,
            new NodeStrain(1.5, 2, 3L << 30, 8L << 30),
            new NodeBill(900, Usd.parse("0.04"), Usd.parse("0.01")));
    return List.of(new NodeLook(node, 3));
  }

  private static LogPiece log(Glance glance) {
    int from = (int) Math.max(0, glance.offset());
    return new LogPiece(LOG.substring(Math.min(LOG.length(), from)), LOG.length(), false);
  }
}

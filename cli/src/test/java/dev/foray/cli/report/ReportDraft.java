package dev.foray.cli.report;

import static dev.foray.cli.follow.JobDraft.SUBMITTED;

import dev.foray.cli.follow.JobDraft;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Phases;
import dev.foray.protocol.Progress;
import dev.foray.protocol.ReportAdmin.Bin;
import dev.foray.protocol.ReportAdmin.Code;
import dev.foray.protocol.ReportAdmin.Durations;
import dev.foray.protocol.ReportAdmin.Example;
import dev.foray.protocol.ReportAdmin.Expected;
import dev.foray.protocol.ReportAdmin.FailureCause;
import dev.foray.protocol.ReportAdmin.NodeShare;
import dev.foray.protocol.ReportAdmin.Outcome;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.ReportAdmin.StepTry;
import dev.foray.protocol.ReportAdmin.Straggler;
import dev.foray.protocol.ReportAdmin.TimeSpent;
import dev.foray.protocol.ReportAdmin.Timeline;
import dev.foray.protocol.Step;
import dev.foray.protocol.Usd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report in the making, for tests: 40 chunks of 20 s on 4 slots, in 200 s, with which all is
 * well.
 */
public final class ReportDraft {
  private static final JobId JOB = new JobId(17);
  private static final int CHUNKS = 40;

  private final JobDraft job;
  private TimeSpent spent =
      new TimeSpent(CHUNKS, 20_000, 780_000, new Phases(200_000, 900_000, 150_000, 2_000));
  private final List<Bin> bins = new ArrayList<>(Collections.nCopies(20, new Bin(4, 4, 0.1, 2, 0)));
  private Durations durations = durations(20_000);
  private final List<Outcome> outcomes =
      new ArrayList<>(List.of(new Outcome(AttemptState.SUCCEEDED, null, CHUNKS, 800_000)));
  private final List<Straggler> longest = new ArrayList<>();
  private final List<FailureCause> causes = new ArrayList<>();
  private final List<SkippedPair> skipped = new ArrayList<>();
  private final List<NodeShare> nodes = new ArrayList<>();

  public ReportDraft() {
    this(JobDraft.job(JobState.SUCCEEDED).endedAfter(200).chunks(CHUNKS, CHUNKS, 0));
    job.pairs(40_000, 40_000, 40_000, 1_000, 0).counter("invoices", 40_000);
  }

  public ReportDraft(JobDraft job) {
    this.job = job;
    longest(3, 24_000, 1_000);
    nodes.add(node("node-1", null, 5, 200));
  }

  public JobDraft job() {
    return job;
  }

  public ReportDraft spent(long startMillis, long workMillis) {
    spent = new TimeSpent(CHUNKS, startMillis, workMillis, spent.phases());
    return this;
  }

  public ReportDraft phases(long read, long map, long write) {
    spent =
        new TimeSpent(
            CHUNKS, spent.startMillis(), spent.workMillis(), new Phases(read, map, write, 0));
    return this;
  }

  /** Ten seconds at the end. */
  public ReportDraft then(double present, double busy) {
    bins.add(new Bin(present, busy, 0, 0, 0));
    return this;
  }

  public ReportDraft durations(Durations shown) {
    durations = shown;
    return this;
  }

  public ReportDraft failed(FailureKind kind, int attempts, long millis, String example) {
    outcomes.add(new Outcome(AttemptState.FAILED, kind, attempts, millis));
    causes.add(
        new FailureCause(
            attempts, attempts, kind, List.of(new Example(AttemptId.ofChunk(JOB, 9, 1), example))));
    return this;
  }

  public ReportDraft skipped(String key) {
    skipped.add(new SkippedPair(4, 1, key, "no <address>"));
    job.pairs(40_000, 39_999, 40_000, 1_000, skipped.size());
    return this;
  }

  public ReportDraft longest(int chunk, long millis, long pairs) {
    longest.add(0, straggler(chunk, "[100, 200)", millis, pairs));
    return this;
  }

  private static Straggler straggler(int chunk, String covers, long millis, long pairs) {
    return new Straggler(
        new ChunkSummary(
            chunk,
            ChunkState.DONE,
            1,
            covers,
            "worker-1",
            SUBMITTED,
            SUBMITTED.plusMillis(millis),
            new Progress(pairs, pairs, pairs, pairs, 0),
            null,
            null),
        millis,
        500);
  }

  public ReportDraft machine(String name, int bootSeconds, int billedSeconds) {
    nodes.add(node(name, "m7i.large spot eu-central-1a i-0123", bootSeconds, billedSeconds));
    return this;
  }

  /**
   * Each list as long as the Master makes it, with a text wherever a job may say any; a counter's
   * name has 200 characters at most.
   */
  public ReportDraft full(String text) {
    for (int cause = 0; cause < 20; cause++) {
      List<Example> examples = new ArrayList<>();
      for (int chunk = 0; chunk < 5; chunk++) {
        examples.add(new Example(AttemptId.ofChunk(JOB, chunk, 1), text));
      }
      causes.add(new FailureCause(250, 250, FailureKind.USER_CODE, List.copyOf(examples)));
    }
    for (int pair = 0; pair < 100; pair++) {
      skipped.add(new SkippedPair(pair, 1, text, text));
    }
    for (int chunk = longest.size(); chunk < 10; chunk++) {
      longest.add(straggler(chunk, text, 24_000, 1_000));
    }
    while (bins.size() < 120) {
      bins.add(new Bin(400, 390, 9, 800, 20));
    }
    while (nodes.size() < 200) {
      machine("node-" + nodes.size() + "-7f3a09c2", 40, 3_600);
    }
    for (int counter = 0; counter < 1_000; counter++) {
      job.counter(counter + text.substring(0, 190), Long.MAX_VALUE);
    }
    durations =
        new Durations(
            100_000, 2L << 40, 9, 20_000, 30_000, 90_000, 5_000, Collections.nCopies(24, 4_000), 9);
    job.chunks(100_000, 99_000, 0).pairs(2L << 40, 2L << 40, 2L << 40, 2L << 40, 100);
    return this;
  }

  static Durations durations(long median) {
    return new Durations(
        CHUNKS,
        CHUNKS * median,
        median / 2,
        median,
        median + 4_000,
        median + 9_000,
        5_000,
        List.of(0, 2, 8, 20, 6, 3),
        1);
  }

  private static NodeShare node(
      String name, @Nullable String machine, int bootSeconds, int billedSeconds) {
    return new NodeShare(
        name,
        NodeState.TERMINATED,
        machine,
        4,
        SUBMITTED,
        SUBMITTED.plusSeconds(bootSeconds),
        SUBMITTED.plusSeconds(billedSeconds),
        "no chunk needs it",
        billedSeconds,
        machine == null ? null : Usd.parse("0.112"),
        machine == null ? null : Usd.parse("0.0411"),
        20,
        400_000);
  }

  public Report report() {
    return new Report(
        SUBMITTED.plusSeconds(260),
        "0.1.0",
        job.summary(),
        "all is well",
        new Code("3f2a", "1.4", "ada", SUBMITTED, 12, 34_567_890),
        new Expected(60_000, "assumed"),
        List.of(
            new StepTry(
                new AttemptId(JOB, Step.PLAN, 0, 1),
                AttemptState.SUCCEEDED,
                SUBMITTED,
                SUBMITTED.plusSeconds(4))),
        List.copyOf(outcomes),
        new Timeline(SUBMITTED, 10_000, List.copyOf(bins)),
        durations,
        spent,
        List.copyOf(longest),
        List.copyOf(causes),
        List.copyOf(skipped),
        List.copyOf(nodes),
        nodes.size());
  }

  /** Of a job of which nothing has run. */
  public static Report empty(JobDraft job) {
    return new Report(
        SUBMITTED,
        "0.1.0",
        job.summary(),
        "it waits to be planned",
        new Code("3f2a", null, null, SUBMITTED, 1, 1),
        new Expected(60_000, "assumed"),
        List.of(),
        List.of(),
        new Timeline(SUBMITTED, 100, List.of(new Bin(0, 0, 0, 0, 0))),
        new Durations(0, 0, 0, 0, 0, 0, 1, List.of(), 0),
        new TimeSpent(0, 0, 0, Phases.NONE),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        0);
  }
}

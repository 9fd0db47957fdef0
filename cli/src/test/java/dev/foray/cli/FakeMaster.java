package dev.foray.cli;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Cells;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FleetAdmin;
import dev.foray.protocol.JobAdmin;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Names;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin;
import dev.foray.protocol.ReportAdmin;
import dev.foray.protocol.Step;
import dev.foray.protocol.Usd;
import dev.foray.protocol.Watch;
import dev.foray.protocol.WorkerState;
import dev.foray.transport.Identity;
import dev.foray.transport.PrivateFile;
import dev.foray.transport.RmiHost;
import dev.foray.transport.TestCluster;
import dev.foray.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A Master over real RMI that says what a test tells it to. A job that was told several times is in
 * each of these states for one question, and stays in the last. Thread-safe.
 */
public final class FakeMaster implements AutoCloseable {
  private static final int SLOTS = 4;

  private final TestCluster cluster = new TestCluster();
  private final Path dataDirectory;
  private final Map<JobId, Deque<JobAdmin.JobSummary>> jobs = new LinkedHashMap<>();
  private final Map<AttemptId, FakeLog> logs = new HashMap<>();
  private final List<LogAdmin.ChunkSummary> chunks = new ArrayList<>();
  private final List<Watch.Cause> causes = new ArrayList<>();
  private final List<LogAdmin.SkippedPair> skipped = new ArrayList<>();
  private final List<LogAdmin.AttemptSummary> attempts = new ArrayList<>();
  private final List<FleetAdmin.NodeSummary> nodes = new ArrayList<>();
  private final List<ReportAdmin.Report> reports = new ArrayList<>();
  private final List<ReleaseAdmin.ReleaseSummary> releases = new CopyOnWriteArrayList<>();
  private final List<JobAdmin.Submission> submissions = new ArrayList<>();
  private final List<String> cancellations = new ArrayList<>();
  private final List<String> steering = new ArrayList<>();
  private int version = ProtocolVersion.CURRENT;
  private @Nullable Refused refusal;
  private JobAdmin.@Nullable JobSummary cancelled;
  private Runnable submitted = () -> {};
  private @Nullable String worth;
  private @Nullable RmiHost host;

  /** One that is not reached yet. */
  public FakeMaster(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** Answers at a free port, which it writes into its data directory. */
  public synchronized FakeMaster open() throws IOException {
    Transport.install();
    Identity self = cluster.master();
    RmiHost opened =
        RmiHost.listen(
            () -> self,
            (caller, needed, arguments) -> {},
            InetAddress.getLoopbackAddress(),
            "127.0.0.1",
            0);
    opened.serve(Names.JOB_ADMIN, new Jobs());
    opened.serve(Names.LOG_ADMIN, new Logs());
    opened.serve(Names.RELEASE_ADMIN, new FakeReleasesEndpoint(releases));
    opened.serve(Names.FLEET_ADMIN, new Nodes());
    opened.serve(Names.REPORT_ADMIN, new Reports());
    opened.serve(Names.WATCH, new Glances());
    admit(dataDirectory);
    Files.writeString(
        dataDirectory.resolve("master.address"),
        "127.0.0.1:" + opened.port() + "\nhttps 127.0.0.1:1\n");
    host = opened;
    return this;
  }

  /** Of jobs alone; what runs is what was told to. */
  private final class Glances implements Watch {
    @Override
    public Look look(Glance glance) throws Refused {
      synchronized (FakeMaster.this) {
        Deque<JobAdmin.JobSummary> states = jobs.get(glance.job());
        if (states == null) {
          throw new Refused(ExitCode.WRONG_USE, "there is no " + glance.job());
        }
        JobLook job =
            new JobLook(
                states.getFirst(),
                "All is well.",
                SLOTS,
                List.copyOf(causes),
                chunks.stream().filter(chunk -> chunk.state() == ChunkState.RUNNING).toList(),
                Cells.of(1, 0, 0, chunk -> null));
        return new Look(1, null, job, null, null, null);
      }
    }
  }

  private final class Reports implements ReportAdmin {
    @Override
    public Report report(JobId job) throws Refused {
      synchronized (FakeMaster.this) {
        return reports.stream()
            .filter(report -> report.job().job().equals(job))
            .findFirst()
            .orElseThrow(() -> new Refused(ExitCode.WRONG_USE, "there is no " + job));
      }
    }
  }

  private final class Nodes implements FleetAdmin {
    @Override
    public List<NodeSummary> nodes() {
      synchronized (FakeMaster.this) {
        return List.copyOf(nodes);
      }
    }

    @Override
    public NodeDetail node(String node) throws Refused {
      NodeSummary found =
          nodes().stream()
              .filter(one -> one.node().equals(node))
              .findFirst()
              .orElseThrow(() -> new Refused(ExitCode.WRONG_USE, "there is no node " + node));
      return new NodeDetail(
          found,
          List.of(
              new NodeStep(found.requestedAt(), "it is asked for"),
              new NodeStep(found.requestedAt().plusMillis(1_250), "it is launched"),
              new NodeStep(found.requestedAt().plusSeconds(14), "the script runs")));
    }

    @Override
    public NodeSummary drain(String node, String by) {
      synchronized (FakeMaster.this) {
        steering.add("drain " + node + " by " + by);
        return new NodeSummary(
            node,
            NodeState.UP,
            null,
            "worker-1",
            WorkerState.DRAINING,
            null,
            2,
            List.of(AttemptId.ofChunk(new JobId(17), 3, 1)),
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            null);
      }
    }
  }

  /** Whoever may read that directory may command this Master. */
  public void admit(Path directory) throws IOException {
    PrivateFile.write(directory.resolve("admin.pem"), cluster.admin("this-host").pem());
  }

  /** Whoever may read that directory might command this Master until then. */
  public void admit(Path directory, Instant until) throws IOException {
    PrivateFile.write(directory.resolve("admin.pem"), cluster.admin("this-host", until).pem());
  }

  /** Answers no more; its address stays behind. */
  @Override
  public synchronized void close() {
    if (host != null) {
      host.close();
      host = null;
    }
  }

  public synchronized FakeMaster tell(JobAdmin.JobSummary... states) {
    for (JobAdmin.JobSummary state : states) {
      jobs.computeIfAbsent(state.job(), id -> new ArrayDeque<>()).addLast(state);
    }
    return this;
  }

  synchronized void tell(LogAdmin.ChunkSummary chunk) {
    chunks.add(chunk);
  }

  synchronized void tell(Watch.Cause cause) {
    causes.add(cause);
  }

  synchronized void tell(LogAdmin.SkippedPair pair) {
    skipped.add(pair);
  }

  synchronized void tell(LogAdmin.AttemptSummary attempt) {
    attempts.add(attempt);
  }

  /** The newest first, which is the one that was current before the others. */
  void tell(ReleaseAdmin.ReleaseSummary release) {
    releases.add(release);
  }

  synchronized void tell(FleetAdmin.NodeSummary node) {
    nodes.add(node);
  }

  synchronized void tell(ReportAdmin.Report report) {
    reports.add(report);
  }

  /** A log that grows by the next part whenever a reader is at its end; ASCII only. */
  synchronized void tell(AttemptId attempt, String... parts) {
    logs.put(attempt, new FakeLog(parts));
  }

  /** What every job is once one was asked to be cancelled. */
  synchronized void onCancel(JobAdmin.JobSummary state) {
    cancelled = state;
  }

  /** What every job is worth. */
  synchronized void worth(String nodes) {
    worth = nodes;
  }

  synchronized void onSubmit(Runnable act) {
    submitted = act;
  }

  synchronized void refuse(Refused refusal) {
    this.refusal = refusal;
  }

  synchronized void speak(int version) {
    this.version = version;
  }

  synchronized List<JobAdmin.Submission> submissions() {
    return List.copyOf(submissions);
  }

  synchronized List<String> cancellations() {
    return List.copyOf(cancellations);
  }

  /** What was asked of jobs under way; what is asked for the second time changes nothing. */
  synchronized List<String> steering() {
    return List.copyOf(steering);
  }

  private synchronized JobAdmin.JobSummary next(JobId id) throws Refused {
    Deque<JobAdmin.JobSummary> states = jobs.get(id);
    if (states == null) {
      throw new Refused(ExitCode.WRONG_USE, "there is no " + id);
    }
    return states.size() > 1 ? states.removeFirst() : states.getFirst();
  }

  private static final class FakeLog {
    private final Deque<String> parts;
    private String text = "";

    FakeLog(String... parts) {
      this.parts = new ArrayDeque<>(List.of(parts));
    }

    LogPiece read(long offset, int mostBytes) {
      if (offset == text.length() && !parts.isEmpty()) {
        text += parts.removeFirst();
        if (offset > 0) {
          return new LogPiece("", offset, false);
        }
      }
      int end = (int) Math.min(text.length(), offset + mostBytes);
      return new LogPiece(
          text.substring((int) offset, end), end, end == text.length() && parts.isEmpty());
    }
  }

  private final class Jobs implements JobAdmin {
    @Override
    public MasterStatus master(int protocolVersion) throws Refused {
      if (protocolVersion != version) {
        throw new Refused(
            ExitCode.WRONG_USE,
            "this client speaks version " + protocolVersion + ", the Master " + version);
      }
      long pid = ProcessHandle.current().pid();
      return new MasterStatus(
          version, "0.1.0", pid, 1, Instant.EPOCH, dataDirectory.toString(), "H2");
    }

    @Override
    public Submitted submit(Submission submission) throws Refused {
      synchronized (FakeMaster.this) {
        if (refusal != null) {
          throw refusal;
        }
        submissions.add(submission);
        submitted.run();
        JobId first = jobs.keySet().iterator().next();
        return new Submitted(first, submission.key() != null);
      }
    }

    @Override
    public List<JobSummary> jobs(int most) {
      synchronized (FakeMaster.this) {
        return jobs.values().stream().limit(most).map(Deque::getFirst).toList();
      }
    }

    @Override
    public JobSummary job(JobId job) throws Refused {
      return next(job);
    }

    @Override
    public Forecast forecast(JobId job) {
      return new Forecast(
          job,
          "dev.example.Revenue",
          120,
          45_000,
          "as in job-12",
          3,
          2,
          "m7i.large, spot",
          "3 nodes for 120 chunks",
          90,
          990,
          Usd.parse("0.0924"),
          "a spot instance costs up to 0.112 USD an hour now",
          12);
    }

    @Override
    public void cancel(JobId job, String by) {
      synchronized (FakeMaster.this) {
        cancellations.add(job + " by " + by);
        if (cancelled != null) {
          jobs.values().forEach(Deque::clear);
          tell(cancelled);
        }
      }
    }

    @Override
    public Why why(JobId job) throws Refused {
      return new Why(
          job, "NODES_BOOT", String.valueOf(next(job).waiting()), worth, next(job).untold());
    }

    @Override
    public void tryNotification(String target, String by) throws Refused {
      if (!target.startsWith("https://")) {
        throw new Refused(ExitCode.WRONG_USE, "there is nobody to notify by the name " + target);
      }
    }

    @Override
    public Steered pause(JobId job, String by) throws Refused {
      return steer(job, "pause " + job + " by " + by);
    }

    @Override
    public Steered resume(JobId job, String by) throws Refused {
      return steer(job, "resume " + job + " by " + by);
    }

    @Override
    public Steered limit(JobId job, @Nullable Integer chunks, String by) throws Refused {
      return steer(job, "limit " + job + " to " + chunks + " by " + by);
    }

    @Override
    public Steered budget(JobId job, @Nullable String usd, String by) throws Refused {
      return steer(job, "budget " + job + " of " + usd + " by " + by);
    }

    @Override
    public Steered retry(Retry retry) throws Refused {
      return steer(retry.job(), "retry " + retry);
    }
  }

  private synchronized JobAdmin.Steered steer(JobId job, String request) throws Refused {
    if (refusal != null) {
      throw refusal;
    }
    boolean changed = !steering.contains(request);
    steering.add(request);
    return new JobAdmin.Steered(changed, next(job));
  }

  private final class Logs implements LogAdmin {
    @Override
    public List<ChunkSummary> chunks(JobId job, int from, int most, @Nullable ChunkState state) {
      synchronized (FakeMaster.this) {
        return chunks.stream()
            .filter(chunk -> chunk.index() >= from && (state == null || chunk.state() == state))
            .limit(most)
            .toList();
      }
    }

    @Override
    public List<SkippedPair> skipped(JobId job, int from, int most) {
      synchronized (FakeMaster.this) {
        return skipped.stream().skip(from).limit(most).toList();
      }
    }

    @Override
    public List<AttemptSummary> attempts(JobId job, Step step, int chunk) {
      synchronized (FakeMaster.this) {
        return attempts.stream()
            .filter(one -> one.attempt().step() == step && one.attempt().chunk() == chunk)
            .toList();
      }
    }

    @Override
    public String stacks(AttemptId attempt) throws Refused {
      synchronized (FakeMaster.this) {
        if (refusal != null) {
          throw refusal;
        }
        return "the threads of " + attempt + "\nmain\n";
      }
    }

    @Override
    public LogPiece readNodeLog(String node, long offset, int mostBytes) {
      String text = "the log of " + node + "\n";
      return new LogPiece(text.substring((int) offset), text.length(), offset == text.length());
    }

    @Override
    public LogPiece readLog(AttemptId attempt, long offset, int mostBytes) throws Refused {
      synchronized (FakeMaster.this) {
        FakeLog log = logs.get(attempt);
        if (log == null) {
          throw new Refused(ExitCode.WRONG_USE, "the log of " + attempt + " is nowhere");
        }
        return log.read(offset, mostBytes);
      }
    }
  }
}

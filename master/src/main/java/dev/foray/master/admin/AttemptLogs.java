package dev.foray.master.admin;

import dev.foray.launch.AttemptLog;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.WorkerLine;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds an attempt's log wherever it lies: on this host (plan, finish, and nodes that are processes
 * here, also when they are gone), else on the shelf of logs, else at the worker that runs on its
 * node. Thread-safe.
 */
public final class AttemptLogs {
  private final Ledger ledger;
  private final Roster roster;
  private final WorkerLine line;
  private final Function<AttemptId, Path> onHost;
  private final Path nodes;
  private final Sent sent;

  /** Logs that workers have sent. */
  public interface Sent {
    /** Empty where that one was not. */
    Optional<LogPiece> read(AttemptId attempt, long offset, int mostBytes) throws IOException;
  }

  /**
   * @param onHost where the log of an attempt at plan or finish lies
   * @param nodes the directory with one directory for each local node
   * @param sent what workers have sent
   */
  public AttemptLogs(
      Ledger ledger,
      Roster roster,
      WorkerLine line,
      Function<AttemptId, Path> onHost,
      Path nodes,
      Sent sent) {
    this.ledger = ledger;
    this.roster = roster;
    this.line = line;
    this.onHost = onHost;
    this.nodes = nodes;
    this.sent = sent;
  }

  public LogPiece read(Attempt attempt, long offset, int mostBytes) throws Refused {
    Path file = fileOf(attempt);
    if (Files.exists(file)) {
      return readFile(attempt, file, offset, mostBytes);
    }
    Optional<LogPiece> kept = kept(attempt, offset, mostBytes);
    if (kept.isPresent()) {
      return kept.get();
    }
    Optional<Worker> worker = workerNow(attempt);
    if (worker.isEmpty()) {
      return notThere(attempt);
    }
    try {
      return line.readLog(worker.get(), attempt.id(), offset, mostBytes);
    } catch (WorkerLine.Unreachable | WorkerLine.NoAnswer e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the log of " + attempt.id() + " is not to be had now: " + e.getMessage());
    }
  }

  private Optional<LogPiece> kept(Attempt attempt, long offset, int mostBytes) throws Refused {
    try {
      return sent.read(attempt.id(), offset, mostBytes);
    } catch (IOException e) {
      throw unreadable(attempt, e);
    }
  }

  private static LogPiece readFile(Attempt attempt, Path file, long offset, int mostBytes)
      throws Refused {
    try {
      LogPiece piece = AttemptLog.at(file).read(offset, mostBytes);
      return attempt.state().isTerminal() || !piece.ended()
          ? piece
          : new LogPiece(piece.text(), piece.nextOffset(), false);
    } catch (IOException e) {
      throw unreadable(attempt, e);
    }
  }

  private static Refused unreadable(Attempt attempt, IOException why) {
    return new Refused(
        ExitCode.WRONG_USE, "the log of " + attempt.id() + " can't be read: " + why.getMessage());
  }

  private static LogPiece notThere(Attempt attempt) throws Refused {
    if (!attempt.state().isTerminal()) {
      return new LogPiece("", 0, false);
    }
    throw new Refused(
        ExitCode.WRONG_USE,
        "the log of "
            + attempt.id()
            + " went with its node"
            + (attempt.worker() == null ? "" : ", where " + attempt.worker() + " ran it")
            + ", or is too old to be kept");
  }

  private Path fileOf(Attempt attempt) {
    AttemptId id = attempt.id();
    return ledgerWorker(attempt)
        .map(
            worker ->
                nodes
                    .resolve(worker.node())
                    .resolve("logs")
                    .resolve(id.job().toString())
                    .resolve("chunk-" + id.chunk())
                    .resolve("attempt-" + id.number() + ".log"))
        .orElseGet(() -> onHost.apply(id));
  }

  private Optional<Worker> ledgerWorker(Attempt attempt) {
    return Optional.ofNullable(attempt.worker()).flatMap(id -> ledger.workers().find(id));
  }

  /** The worker on the attempt's node: the one that ran it, or the one that registered after it. */
  private Optional<Worker> workerNow(Attempt attempt) {
    return ledgerWorker(attempt)
        .flatMap(
            former ->
                roster.all().stream()
                    .map(Roster.Standing::worker)
                    .filter(worker -> worker.node().equals(former.node()))
                    .findFirst());
  }
}

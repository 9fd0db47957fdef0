package dev.foray.master.dispatch;

import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerService;

/**
 * How the Master calls a worker, at the address in its own ledger. Every call is bounded in time.
 * Thread-safe.
 */
public interface WorkerLine {

  /**
   * Hands an order over.
   *
   * @throws Refused the worker will not
   * @throws Unreachable nothing listens there: the order did not arrive
   * @throws NoAnswer the order may have arrived
   */
  void start(Worker worker, Order order) throws Refused, Unreachable, NoAnswer;

  void cancel(Worker worker, AttemptId attempt) throws Refused, Unreachable, NoAnswer;

  void drain(Worker worker) throws Refused, Unreachable, NoAnswer;

  LogPiece readLog(Worker worker, AttemptId attempt, long offset, int mostBytes)
      throws Refused, Unreachable, NoAnswer;

  /** What the threads of a running attempt do. */
  String stacks(Worker worker, AttemptId attempt) throws Refused, Unreachable, NoAnswer;

  WorkerService.Status status(Worker worker) throws Unreachable, NoAnswer;

  /** Nothing listens at the worker's address. */
  final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unreachable(Worker worker, Throwable cause) {
      super(
          worker.id() + " can't be reached at " + worker.service() + ": " + cause.getMessage(),
          cause);
    }
  }

  /** The call went out and no answer came, or one that can't be read. */
  final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    public NoAnswer(Worker worker, Throwable cause) {
      super(
          worker.id() + " at " + worker.service() + " did not answer: " + cause.getMessage(),
          cause);
    }
  }
}

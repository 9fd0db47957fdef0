package dev.foray.master.ledger;

import dev.foray.protocol.WorkerState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The worker rows. */
public final class Workers {
  private final Transactions transactions;

  Workers(Transactions transactions) {
    this.transactions = transactions;
  }

  public void add(Worker worker) {
    transactions.run(session -> session.insert(new WorkerRow(worker)));
  }

  public Optional<Worker> find(String id) {
    return transactions.run(
        session -> Optional.ofNullable(session.get(WorkerRow.class, id)).map(WorkerRow::toWorker));
  }

  /** ACTIVE and DRAINING ones. */
  public List<Worker> alive() {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from WorkerRow where state in :alive order by registeredAt, id",
                    WorkerRow.class)
                .setParameterList("alive", WorkerState.alive())
                .getResultStream()
                .map(WorkerRow::toWorker)
                .toList());
  }

  /** Moves by compare-and-set; sets ended_at with a terminal state. */
  public boolean move(String id, WorkerState from, WorkerState to, Instant now) {
    States.require(from.canBecome(to), id, from, to);
    return transactions.changed(
        session ->
            session
                .createMutationQuery(
                    """
                    update WorkerRow set state = :to, endedAt = coalesce(:endedAt, endedAt)
                    where id = :id and state = :from
                    """)
                .setParameter("to", to)
                .setParameter("endedAt", to.isTerminal() ? now : null)
                .setParameter("id", id)
                .setParameter("from", from)
                .executeUpdate());
  }
}

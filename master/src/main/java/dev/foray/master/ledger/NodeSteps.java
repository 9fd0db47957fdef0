package dev.foray.master.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What nodes did, and when. */
public final class NodeSteps {
  private static final int MOST = 40;

  private final Transactions transactions;

  NodeSteps(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Where the node has none yet: a worker that registers anew says them again. */
  public void add(String node, List<NodeStep> steps) {
    transactions.run(
        session -> {
          if (rows(session, node).isEmpty()) {
            List<NodeStepRow> rows = new ArrayList<>();
            for (NodeStep step : steps.subList(0, Math.min(MOST, steps.size()))) {
              rows.add(new NodeStepRow(node, rows.size(), step));
            }
            session.insertMultiple(rows);
          }
          return node;
        });
  }

  /** In the order in which they were done; last when its first chunk was sent and ran. */
  public List<NodeStep> of(String node) {
    return transactions.run(
        session -> {
          List<NodeStep> steps =
              new ArrayList<>(rows(session, node).stream().map(NodeStepRow::toStep).toList());
          addFirst(steps, session, node, "min(a.dispatchedAt)", "its first attempt is sent");
          addFirst(steps, session, node, "min(a.startedAt)", "its first attempt runs");
          return steps;
        });
  }

  private static List<NodeStepRow> rows(StatelessSession session, String node) {
    return session
        .createSelectionQuery(
            "from NodeStepRow where key.nodeId = :node order by key.step", NodeStepRow.class)
        .setParameter("node", node)
        .getResultList();
  }

  private static void addFirst(
      List<NodeStep> steps, StatelessSession session, String node, String moment, String what) {
    @Nullable Instant at =
        session
            .createSelectionQuery(
                "select "
                    + moment
                    + " from AttemptRow a where a.workerId in"
                    + " (select w.id from WorkerRow w where w.nodeId = :node)",
                Instant.class)
            .setParameter("node", node)
            .getSingleResultOrNull();
    if (at != null) {
      steps.add(new NodeStep(at, what));
    }
  }
}

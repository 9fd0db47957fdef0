package dev.foray.master.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The node rows with those of their workers. */
public final class NodeLives {
  /** A node is paid for a minute at least, so one that had just gone counts, too. */
  private static final Duration LEAST = Duration.ofMinutes(1);

  private final Transactions transactions;

  NodeLives(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Of the nodes that were there at some time between two moments, the first ones. */
  public List<NodeLife> between(Instant from, Instant until, int most) {
    return transactions.run(
        session -> {
          List<NodeRow> nodes =
              session
                  .createSelectionQuery(
                      """
                      from NodeRow
                      where requestedAt < :until and (endedAt is null or endedAt > :from)
                      order by requestedAt, id
                      """,
                      NodeRow.class)
                  .setParameter("from", from.minus(LEAST))
                  .setParameter("until", until)
                  .setMaxResults(most)
                  .getResultList();
          Map<String, List<Worker>> workers =
              session
                  .createSelectionQuery(
                      "from WorkerRow where nodeId in :nodes order by registeredAt, id",
                      WorkerRow.class)
                  .setParameterList("nodes", nodes.stream().map(row -> row.id).toList())
                  .getResultStream()
                  .map(WorkerRow::toWorker)
                  .collect(Collectors.groupingBy(Worker::node));
          return nodes.stream()
              .map(row -> life(row, workers.getOrDefault(row.id, List.of())))
              .toList();
        });
  }

  private static NodeLife life(NodeRow row, List<Worker> workers) {
    return new NodeLife(
        row.toNode(),
        row.instance == null ? Optional.empty() : Optional.of(row.toHardware()),
        row.launchedAt == null ? Optional.empty() : Optional.of(row.toMeter()),
        workers);
  }
}

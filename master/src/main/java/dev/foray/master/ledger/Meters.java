package dev.foray.master.ledger;

import dev.foray.protocol.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in the node rows of time and money. */
public final class Meters {
  private static final int RECENT = 10;

  private final Transactions transactions;

  Meters(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Of the nodes that were there at some time from then on, those that are gone among them. */
  public List<Meter> since(Instant from) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    from NodeRow where launchedAt is not null
                      and (stoppedAt is null or stoppedAt > :from)
                    order by launchedAt, id
                    """,
                    NodeRow.class)
                // A node is paid for a minute at least, so one that has just gone counts, too.
                .setParameter("from", from.minus(Duration.ofMinutes(1)))
                .getResultStream()
                .map(NodeRow::toMeter)
                .toList());
  }

  /** Of the newest nodes that were launched, by node. */
  public Map<String, Meter> newest(int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from NodeRow where launchedAt is not null order by launchedAt desc, id",
                    NodeRow.class)
                .setMaxResults(most)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.id, NodeRow::toMeter)));
  }

  /** How long the newest nodes took from the request until their worker was there, on average. */
  public Optional<Duration> boot(String fleet) {
    OptionalDouble millis =
        transactions.run(
            session ->
                session
                    .createSelectionQuery(
                        """
                        from NodeRow where fleet = :fleet and upAt is not null
                        order by requestedAt desc, id
                        """,
                        NodeRow.class)
                    .setParameter("fleet", fleet)
                    .setMaxResults(RECENT)
                    .getResultStream()
                    .mapToLong(NodeRow::bootMillis)
                    .average());
    return millis.isPresent()
        ? Optional.of(Duration.ofMillis(Math.round(millis.getAsDouble())))
        : Optional.empty();
  }

  /**
   * What the cloud says of a node: its times take the place of the Master's own.
   *
   * @param stoppedAt the first that is said stays; null: nothing is said yet
   * @param usdPerHour the first that is said stays; null: as it was
   */
  public void note(
      String node, Instant launchedAt, @Nullable Instant stoppedAt, @Nullable Usd usdPerHour) {
    transactions.run(
        session ->
            session
                .createMutationQuery(
                    """
                    update NodeRow
                    set launchedAt = :launchedAt, stoppedAt = coalesce(stoppedAt, :stoppedAt),
                        usdPerHour = coalesce(usdPerHour, :usdPerHour)
                    where id = :id
                    """)
                .setParameter("launchedAt", launchedAt)
                .setParameter("stoppedAt", stoppedAt)
                .setParameter("usdPerHour", usdPerHour == null ? null : usdPerHour.toDecimal())
                .setParameter("id", node)
                .executeUpdate());
  }
}

package dev.foray.master.ledger;

import dev.foray.protocol.NodeState;
import dev.foray.protocol.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The node rows. */
public final class Nodes {
  private final Transactions transactions;

  Nodes(Transactions transactions) {
    this.transactions = transactions;
  }

  /** All of them, or none; what they cost is not known yet. */
  public void add(List<Node> nodes) {
    add(nodes, null);
  }

  /**
   * All of them, or none.
   *
   * @param usdPerHour of each; null: that is not known yet
   */
  public void add(List<Node> nodes, @Nullable Usd usdPerHour) {
    List<NodeRow> rows = nodes.stream().map(node -> new NodeRow(node, usdPerHour)).toList();
    transactions.run(
        session -> {
          session.insertMultiple(rows);
          return rows;
        });
  }

  public Optional<Node> find(String id) {
    return transactions.run(
        session -> Optional.ofNullable(session.get(NodeRow.class, id)).map(NodeRow::toNode));
  }

  /** Those that are not TERMINATED. */
  public List<Node> alive() {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from NodeRow where state <> TERMINATED order by requestedAt, id",
                    NodeRow.class)
                .getResultStream()
                .map(NodeRow::toNode)
                .toList());
  }

  /** Newest first, whatever their state. */
  public List<Node> newest(int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery("from NodeRow order by requestedAt desc, id", NodeRow.class)
                .setMaxResults(most)
                .getResultStream()
                .map(NodeRow::toNode)
                .toList());
  }

  /** The nodes of that fleet that are not TERMINATED, as seats. */
  public List<Seat> seats(String fleet) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from NodeRow where fleet = :fleet and state <> TERMINATED order by id",
                    NodeRow.class)
                .setParameter("fleet", fleet)
                .getResultStream()
                .map(row -> new Seat(row.id, row.launch, row.instance))
                .toList());
  }

  /** The machines of those nodes that are or were one, by node; of the newest thousand. */
  public Map<String, Hardware> machines() {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from NodeRow where instance is not null order by requestedAt desc, id",
                    NodeRow.class)
                .setMaxResults(1_000)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.id, NodeRow::toHardware)));
  }

  /**
   * The node is that machine from now on.
   *
   * @param usdPerHour what that costs; null: that is not known yet
   * @return false: it is another one already, or another node is or was that machine
   */
  public boolean seat(String node, Hardware hardware, @Nullable Usd usdPerHour) {
    return transactions.changed(
        session ->
            session
                .createMutationQuery(
                    """
                    update NodeRow
                    set instance = :instance, instanceType = :type, zone = :zone, market = :market,
                        usdPerHour = :usdPerHour
                    where id = :id and instance is null
                      and not exists (select 1 from NodeRow other where other.instance = :instance)
                    """)
                .setParameter("instance", hardware.instance())
                .setParameter("type", hardware.type())
                .setParameter("zone", hardware.zone())
                .setParameter("market", hardware.market())
                .setParameter("usdPerHour", usdPerHour == null ? null : usdPerHour.toDecimal())
                .setParameter("id", node)
                .executeUpdate());
  }

  /** Says where its machine is, which the answer to a launch may leave open. */
  public void place(String node, String zone) {
    transactions.run(
        session ->
            session
                .createMutationQuery("update NodeRow set zone = :zone where id = :id and zone = ''")
                .setParameter("zone", zone)
                .setParameter("id", node)
                .executeUpdate());
  }

  /**
   * Moves by compare-and-set; sets up_at with UP and ended_at with TERMINATED, and the times from
   * and until which it is paid for, where the cloud has not said better.
   */
  public boolean move(
      String id, NodeState from, NodeState to, @Nullable String reason, Instant now) {
    States.require(from.canBecome(to), id, from, to);
    return transactions.changed(
        session ->
            session
                .createMutationQuery(
                    """
                    update NodeRow
                    set state = :to,
                        reason = coalesce(:reason, reason),
                        upAt = coalesce(:upAt, upAt),
                        endedAt = coalesce(:endedAt, endedAt),
                        launchedAt = coalesce(launchedAt, :launchedAt),
                        stoppedAt = case when launchedAt is null then stoppedAt
                          else coalesce(stoppedAt, :endedAt) end
                    where id = :id and state = :from
                    """)
                .setParameter("to", to)
                .setParameter("reason", Texts.storableOrNull(reason, Texts.LONG))
                .setParameter("upAt", to == NodeState.UP ? now : null)
                .setParameter("endedAt", to.isTerminal() ? now : null)
                .setParameter("launchedAt", to == NodeState.BOOTING ? now : null)
                .setParameter("id", id)
                .setParameter("from", from)
                .executeUpdate());
  }
}

package dev.foray.master.admin;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Meter;
import dev.foray.master.ledger.Node;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FleetAdmin;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the CLI asks about nodes, and of them. */
public final class FleetAdminEndpoint implements FleetAdmin {
  private static final int MOST_NODES = 100;
  private static final int MOST_METERS = 1_000;

  private final Ledger ledger;
  private final Roster roster;
  private final Draining draining;
  private final InstantSource clock;

  /** Has a worker drained, on somebody's word. */
  public interface Draining {
    void drain(String worker, String by);
  }

  public FleetAdminEndpoint(Ledger ledger, Roster roster, Draining draining, InstantSource clock) {
    this.ledger = ledger;
    this.roster = roster;
    this.draining = draining;
    this.clock = clock;
  }

  @Override
  public List<NodeSummary> nodes() {
    Map<String, Hardware> machines = ledger.nodes().machines();
    Map<String, Meter> meters = ledger.meters().newest(MOST_METERS);
    Map<String, Roster.Standing> standings =
        roster.all().stream()
            .collect(
                Collectors.toMap(
                    one -> one.worker().node(), Function.identity(), (first, next) -> first));
    return List.copyOf(
        listed().stream()
            .map(
                node ->
                    summary(
                        node,
                        Optional.ofNullable(standings.get(node.id())),
                        Optional.ofNullable(machines.get(node.id())),
                        Optional.ofNullable(meters.get(node.id()))))
            .toList());
  }

  private List<Node> listed() {
    List<Node> newest = ledger.nodes().newest(MOST_NODES);
    Set<String> there = newest.stream().map(Node::id).collect(Collectors.toSet());
    Stream<Node> older = ledger.nodes().alive().stream().filter(node -> !there.contains(node.id()));
    return Stream.concat(newest.stream(), older)
        .sorted(Comparator.comparing(Node::requestedAt).reversed())
        .toList();
  }

  @Override
  public NodeDetail node(String node) throws Refused {
    Node found = found(node);
    Optional<Meter> meter = meter(node);
    List<NodeStep> steps = new ArrayList<>();
    steps.add(new NodeStep(found.requestedAt(), "it is asked for"));
    meter.ifPresent(launched -> steps.add(new NodeStep(launched.launchedAt(), "it is launched")));
    ledger.nodeSteps().of(node).forEach(step -> steps.add(new NodeStep(step.at(), step.what())));
    add(steps, found.endedAt(), "it is gone");
    steps.sort(Comparator.comparing(NodeStep::at));
    return new NodeDetail(summary(found, standing(node), machine(node), meter), List.copyOf(steps));
  }

  private static void add(List<NodeStep> steps, @Nullable Instant at, String what) {
    if (at != null) {
      steps.add(new NodeStep(at, what));
    }
  }

  @Override
  public NodeSummary drain(String node, String by) throws Refused {
    Node found = found(node);
    String worker =
        standing(node)
            .map(one -> one.worker().id())
            .orElseThrow(() -> refused("no worker is on " + node + ", which is " + found.state()));
    draining.drain(worker, Asking.by(by));
    return summary(found, standing(node), machine(node), meter(node));
  }

  private Node found(String node) throws Refused {
    return ledger.nodes().find(node).orElseThrow(() -> Missing.node(ledger, node));
  }

  private Optional<Hardware> machine(String node) {
    return Optional.ofNullable(ledger.nodes().machines().get(node));
  }

  private Optional<Meter> meter(String node) {
    return Optional.ofNullable(ledger.meters().newest(MOST_METERS).get(node));
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }

  private Optional<Roster.Standing> standing(String node) {
    return roster.all().stream().filter(one -> one.worker().node().equals(node)).findFirst();
  }

  private NodeSummary summary(
      Node node,
      Optional<Roster.Standing> standing,
      Optional<Hardware> machine,
      Optional<Meter> meter) {
    return new NodeSummary(
        node.id(),
        node.state(),
        machine.map(Hardware::toString).orElse(null),
        standing.map(one -> one.worker().id()).orElse(null),
        standing
            .map(one -> one.draining() ? WorkerState.DRAINING : WorkerState.ACTIVE)
            .orElse(null),
        standing.map(one -> one.worker().service()).orElse(null),
        standing.map(one -> one.worker().slots()).orElse(0),
        standing.map(Roster.Standing::running).orElse(List.of()),
        node.requestedAt(),
        node.upAt(),
        node.endedAt(),
        node.reason(),
        standing.flatMap(this::strain).orElse(null),
        meter.map(this::bill).orElse(null));
  }

  private Optional<NodeStrain> strain(Roster.Standing standing) {
    Worker worker = standing.worker();
    return roster
        .beat(worker.id())
        .map(
            beat ->
                new NodeStrain(
                    beat.load(), worker.cores(), beat.freeMemoryBytes(), worker.memoryBytes()));
  }

  private NodeBill bill(Meter meter) {
    Duration billed = meter.billed(clock.instant());
    return new NodeBill(billed.toSeconds(), meter.usdPerHour(), meter.cost(billed).orElse(null));
  }
}

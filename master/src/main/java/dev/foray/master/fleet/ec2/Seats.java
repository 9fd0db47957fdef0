package dev.foray.master.fleet.ec2;

import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Seat;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which node each instance is. An order names nodes, and the cloud names instances: the first
 * instance of a launch that is seen takes the first node of it that is free, and the ledger keeps
 * that. Thread-safe.
 */
final class Seats {
  private final SeatBook book;
  private Map<String, String> nodes = Map.of();
  private final Map<String, Boolean> noted = new HashMap<>();

  Seats(SeatBook book) {
    this.book = book;
  }

  /** Gives each of the instances that is there, and has none, a node of its launch. */
  synchronized void take(List<Instance> instances) {
    Map<String, String> taken = new HashMap<>();
    Map<String, Set<String>> free = new HashMap<>();
    for (Seat seat : book.seats()) {
      if (seat.instance() == null) {
        free.computeIfAbsent(seat.launch(), launch -> new java.util.LinkedHashSet<>())
            .add(seat.node());
      } else {
        taken.put(seat.instance(), seat.node());
      }
    }
    Map<String, Instance> inOrder = new TreeMap<>();
    instances.stream()
        .filter(instance -> instance.isThere() && !taken.containsKey(instance.id()))
        .forEach(instance -> inOrder.put(instance.id(), instance));
    for (Instance instance : inOrder.values()) {
      Set<String> left = free.getOrDefault(instance.launch(), new HashSet<>());
      Optional<String> node = left.stream().findFirst();
      if (node.isPresent() && book.seat(node.get(), instance.hardware())) {
        left.remove(node.get());
        taken.put(instance.id(), node.get());
      }
    }
    nodes = Map.copyOf(taken);
    noted.keySet().retainAll(taken.keySet());
    instances.forEach(this::note);
  }

  /** Once when it is first described, and once when it stops. */
  private void note(Instance instance) {
    String node = nodes.get(instance.id());
    Instant launchedAt = instance.launchedAt();
    if (node == null || launchedAt == null) {
      return;
    }
    boolean isOver = instance.stoppedAt() != null;
    Boolean before = noted.get(instance.id());
    if (before == null || before != isOver) {
      book.paid(node, instance.hardware(), launchedAt, instance.stoppedAt());
      noted.put(instance.id(), isOver);
    }
  }

  /** Those that are nodes by the ledger, whether EC2 lists them or not, as far as it knows them. */
  synchronized List<Instance> instances() {
    return book.seats().stream()
        .filter(seat -> seat.instance() != null)
        .map(Seats::unlisted)
        .toList();
  }

  private static Instance unlisted(Seat seat) {
    String id = Objects.requireNonNull(seat.instance());
    return Instance.unseen(new Hardware(id, "", "", Hardware.Market.ON_DEMAND), seat.launch());
  }

  /** Empty: no node is that instance. */
  synchronized Optional<String> nodeOf(String instance) {
    return Optional.ofNullable(nodes.get(instance));
  }
}

package dev.foray.master.fleet.ec2;

import dev.foray.master.fleet.LaunchOrder;
import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Nodes in memory, each the instance that took it first. */
final class FakeSeatBook implements SeatBook {
  final List<Paid> paid = new ArrayList<>();
  private final Map<String, Seat> seats = new TreeMap<>();

  /** As the loop does before it tells the fleet. */
  LaunchOrder enter(LaunchOrder order) {
    order.nodes().forEach(node -> seats.put(node, new Seat(node, order.id(), null)));
    return order;
  }

  /** As the loop does when it is gone. */
  void drop(String node) {
    seats.remove(node);
  }

  /** What EC2 has said of a node's machine, in order. */
  record Paid(String node, Hardware hardware, Instant launchedAt, @Nullable Instant stoppedAt) {}

  @Override
  public void paid(
      String node, Hardware hardware, Instant launchedAt, @Nullable Instant stoppedAt) {
    paid.add(new Paid(node, hardware, launchedAt, stoppedAt));
  }

  @Override
  public List<Seat> seats() {
    return List.copyOf(seats.values());
  }

  @Override
  public boolean seat(String node, Hardware hardware) {
    Seat seat = seats.get(node);
    boolean isTaken =
        seats.values().stream().anyMatch(one -> hardware.instance().equals(one.instance()));
    if (isTaken || seat == null || seat.instance() != null) {
      return false;
    }
    seats.put(node, new Seat(node, seat.launch(), hardware.instance()));
    return true;
  }
}

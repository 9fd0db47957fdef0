package dev.foray.master.fleet.ec2;

import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Hardware.Market;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * EC2 in memory, as whimsical as its documentation allows: answers are lost before and after the
 * work, instances are seen late and die, there is room for some of an order.
 */
final class FakeCloud implements Cloud {
  /** After which everybody sees an instance. */
  static final Duration LATEST_SEEN = Duration.ofSeconds(60);

  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final Duration DYING = Duration.ofSeconds(30);

  private final Random random;
  private final LongSupplier nanoTime;
  private final Map<String, Machine> machines = new TreeMap<>();
  private final Map<String, List<String>> byToken = new HashMap<>();
  private int ids;

  /** Of a hundred calls so many fail. */
  int troubled;

  private static final class Machine {
    private final String launch;
    private final long launchedAt;
    private final long seenAt;
    private long endsAt = Long.MAX_VALUE;

    private Machine(String launch, long launchedAt, long seenAt) {
      this.launch = launch;
      this.launchedAt = launchedAt;
      this.seenAt = seenAt;
    }
  }

  FakeCloud(Random random, LongSupplier nanoTime) {
    this.random = random;
    this.nanoTime = nanoTime;
  }

  @Override
  public Ordered launch(InstanceOrder order) throws CloudRefused, CloudSilent {
    mayBeLost("before it was heard");
    if (isTroubled()) {
      throw new CloudRefused("there is no room", new IOException("no room"));
    }
    List<String> ids = byToken.computeIfAbsent(order.launch(), token -> some(order));
    mayBeLost("after it was done");
    return new Ordered(
        ids.stream().map(this::instance).toList(),
        ids.size() == order.count() ? "" : "there is room for fewer",
        false);
  }

  private List<String> some(InstanceOrder order) {
    int count = isTroubled() ? 1 + random.nextInt(order.count()) : order.count();
    long now = nanoTime.getAsLong();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "i-%017d".formatted(++ids);
      long seenAt = now + (long) (random.nextDouble() * LATEST_SEEN.toNanos());
      machines.put(id, new Machine(order.launch(), now, seenAt));
      made.add(id);
    }
    return List.copyOf(made);
  }

  @Override
  public List<Instance> instances() throws CloudSilent {
    mayBeLost("while it listed");
    long now = nanoTime.getAsLong();
    return machines.entrySet().stream()
        .filter(each -> each.getValue().seenAt <= now && !isForgotten(each.getValue(), now))
        .filter(each -> random.nextInt(100) >= troubled / 6) // A listing may miss one.
        .map(each -> instance(each.getKey()))
        .toList();
  }

  private static boolean isForgotten(Machine machine, long now) {
    return machine.endsAt < Long.MAX_VALUE && now - machine.endsAt > FORGOTTEN.toNanos();
  }

  @Override
  public void terminate(List<String> instances) throws CloudSilent {
    mayBeLost("before it was heard");
    long now = nanoTime.getAsLong();
    for (String id : instances) {
      Machine machine = machines.get(id);
      if (machine != null && machine.seenAt <= now) {
        die(id);
      }
    }
    mayBeLost("after it was done");
  }

  @Override
  public List<SpotPrice> spotPrices() throws CloudSilent {
    mayBeLost("while it told prices");
    return List.of();
  }

  @Override
  public Optional<String> console(String instance) {
    return Optional.empty();
  }

  @Override
  public List<String> templates() {
    return List.of();
  }

  @Override
  public void deleteTemplate(String name) {}

  /** By itself, or because it was told to. */
  void die(String id) {
    Machine machine = Objects.requireNonNull(machines.get(id), id);
    machine.endsAt = Math.min(machine.endsAt, nanoTime.getAsLong() + DYING.toNanos());
  }

  /** Those that can cost something, seen or not. */
  List<String> alive() {
    return machines.keySet().stream()
        .filter(id -> instance(id).state() == Instance.State.ALIVE)
        .toList();
  }

  Duration age(String id) {
    return Duration.ofNanos(
        nanoTime.getAsLong() - Objects.requireNonNull(machines.get(id)).launchedAt);
  }

  private Instance instance(String id) {
    Machine machine = Objects.requireNonNull(machines.get(id), id);
    long now = nanoTime.getAsLong();
    Instance.State state =
        machine.endsAt == Long.MAX_VALUE
            ? Instance.State.ALIVE
            : now < machine.endsAt ? Instance.State.ENDING : Instance.State.TERMINATED;
    return new Instance(
        new Hardware(id, "m5.large", "zone-a", Market.SPOT),
        machine.launch,
        state,
        Instant.EPOCH,
        state == Instance.State.ALIVE ? null : Instant.EPOCH,
        "");
  }

  private void mayBeLost(String when) throws CloudSilent {
    if (isTroubled()) {
      throw new CloudSilent("lost " + when, new IOException("lost"));
    }
  }

  private boolean isTroubled() {
    return random.nextInt(100) < troubled;
  }
}

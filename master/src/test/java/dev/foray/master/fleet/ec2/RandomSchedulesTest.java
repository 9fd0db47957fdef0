package dev.foray.master.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.fleet.FleetLoop;
import dev.foray.master.fleet.FleetUnseen;
import dev.foray.master.fleet.LoopRig;
import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Node;
import dev.foray.master.ledger.Seat;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Secret;
import dev.foray.transport.EnrolmentLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever EC2, the jobs and the Master's luck do, in an order that a seed decides: there are never
 * more instances than may be, each is a node's or soon ended, and when nothing is left to do there
 * is none.
 */
class RandomSchedulesTest {
  private static final int SCHEDULES = 500;
  private static final int STEPS = 120;
  private static final int MOST = 4;
  private static final int LONGEST_STEP = 20;

  /** By then what is nobody's was seen, left alone for the grace, and told to end. */
  private static final Duration ORPHAN =
      FakeCloud.LATEST_SEEN.plus(LoopRig.grace()).plusSeconds(6L * LONGEST_STEP);

  @Test
  void neverTooManyEachANodesOrEndingAndNoneAfterTheLastJob() {
    for (int seed = 1; seed <= SCHEDULES; seed++) {
      try {
        new Schedule(seed).play();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** One of them. */
  private static final class Schedule implements SeatBook {
    private final Random random;
    private final FakeCloud cloud;
    private final LoopRig rig = new LoopRig(MOST, this::now);
    private final Map<String, String> instances = new HashMap<>();
    private final Map<String, Long> orphanSince = new HashMap<>();
    private FleetLoop loop;
    private long nanos;

    private Schedule(int seed) {
      this.random = new Random(seed);
      this.cloud = new FakeCloud(random, this::now);
      this.loop = rig.loopOver(fleet());
    }

    private long now() {
      return nanos;
    }

    private Ec2Fleet fleet() {
      return new Ec2Fleet(
          cloud,
          this,
          (launch, nodes, seating) ->
              new EnrolmentLetter(
                  new Endpoint("10.0.0.5", 8443), launch, "", new Secret("secret"), "authority"),
          new NodeScript(new Endpoint("10.0.0.5", 1099), "0".repeat(64), Duration.ofMinutes(10)),
          () -> true,
          this::now);
    }

    private void play() {
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(4) == 0) {
          something();
        }
        run();
      }
      rig.chunks(0);
      cloud.troubled = 0;
      for (int step = 0; step < STEPS; step++) {
        run();
      }
      assertThat(cloud.alive()).as("alive after the last job").isEmpty();
      assertThat(rig.nodes()).as("rows that are not over").isEmpty();
    }

    private void something() {
      switch (random.nextInt(6)) {
        case 0, 1 -> rig.chunks(List.of(0, 1, 3, 9, 100).get(random.nextInt(5)));
        case 2 -> cloud.troubled = List.of(0, 10, 30, 60).get(random.nextInt(4));
        case 3 -> startAgain();
        case 4 ->
            cloud.alive().stream().skip(random.nextInt(MOST)).findFirst().ifPresent(this::die);
        default -> {
          nanos += Duration.ofMinutes(10L * random.nextInt(20)).toNanos();
          startAgain();
        }
      }
    }

    /** The Master died, or was stopped, and has what it waited for anew. */
    private void startAgain() {
      loop = rig.loopOver(fleet());
      orphanSince.clear();
    }

    private void die(String instance) {
      cloud.die(instance);
      seats().stream()
          .filter(seat -> instance.equals(seat.instance()))
          .forEach(seat -> rig.leave(seat.node()));
    }

    private void run() {
      nanos += Duration.ofSeconds(1 + random.nextInt(LONGEST_STEP)).toNanos();
      workers();
      try {
        loop.runOnce();
      } catch (FleetUnseen e) {
        assertThat(e).hasMessageContaining("lost");
      }
      assertThat(cloud.alive()).as("alive at once").hasSizeLessThanOrEqualTo(MOST);
      orphans();
    }

    /** What is nobody's is ended, as soon as the Master had the time for it. */
    private void orphans() {
      List<@Nullable String> taken =
          seats().stream().map(Seat::instance).collect(Collectors.toList());
      List<String> orphans =
          cloud.alive().stream().filter(instance -> !taken.contains(instance)).toList();
      orphanSince.keySet().retainAll(orphans);
      for (String orphan : orphans) {
        long since = orphanSince.computeIfAbsent(orphan, id -> nanos);
        assertThat(Duration.ofNanos(nanos - since)).as("%s is nobody's", orphan).isLessThan(ORPHAN);
      }
      if (cloud.troubled > 0) {
        orphanSince.clear();
      }
    }

    /** Those that boot may register, those that are drained leave, which ends their machine. */
    private void workers() {
      for (String node : rig.draining()) {
        rig.leave(node);
        String instance = instances.get(node);
        if (instance != null) {
          cloud.die(instance);
        }
      }
      for (Seat seat : seats()) {
        boolean isUp = seat.instance() != null && cloud.alive().contains(seat.instance());
        if (isUp && random.nextInt(5) == 0) {
          rig.register(seat.node());
        }
      }
    }

    @Override
    public List<Seat> seats() {
      return rig.nodes().stream().map(this::seat).toList();
    }

    @Override
    public void paid(
        String node, Hardware hardware, Instant launchedAt, @Nullable Instant stoppedAt) {
      assertThat(instances).as("of a node's machine").containsEntry(node, hardware.instance());
    }

    private Seat seat(Node node) {
      return new Seat(node.id(), node.launch(), instances.get(node.id()));
    }

    @Override
    public boolean seat(String node, Hardware hardware) {
      return !instances.containsValue(hardware.instance())
          && instances.putIfAbsent(node, hardware.instance()) == null;
    }
  }
}

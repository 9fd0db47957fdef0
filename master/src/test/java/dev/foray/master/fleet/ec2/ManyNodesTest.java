package dev.foray.master.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import dev.foray.fakeec2.InstanceView;
import dev.foray.fakeec2.cloud.Bill;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.cloud.Subnet;
import dev.foray.fakeec2.cloud.Timing;
import dev.foray.fakeec2.front.Request;
import dev.foray.master.fleet.FleetLoop;
import dev.foray.master.fleet.LoopRig;
import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Node;
import dev.foray.master.ledger.Seat;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Secret;
import dev.foray.transport.EnrolmentLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Many nodes, with twenty chunks of a minute for each, on a simulated clock: how the fleet's loop
 * spends what is paid, with EC2's limits on requests in force. A hundred nodes, or as many as
 * {@code -Dnodes=1000} says.
 */
class ManyNodesTest {
  private static final int NODES = Integer.getInteger("nodes", 100);
  private static final int SLOTS = 2;
  private static final int CHUNKS = 20 * NODES;
  private static final Duration CHUNK = Duration.ofMinutes(1);

  /** From running to the worker's registration: the fake's boot, and the steps of the script. */
  private static final Duration BOOT = Duration.ofSeconds(35);

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Subnet WIDE =
      new Subnet("subnet-0f0f0f0f0f0f0f0ff", "eu-central-1a", FakeEc2Builder.VPC, 16_379);
  private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");

  private Instant now = BEGIN;
  private int waiting = CHUNKS;
  private int done;

  @Test
  void nineTenthsOfWhatIsPaidAreSpentOnChunksAndEc2sLimitsAreKept() {
    try (FakeEc2 aws =
            FakeEc2.builder()
                .clock(() -> now)
                .timing(Timing.LIKE_EC2.withTemplatesSeen(Duration.ZERO))
                .world(world -> world.vcpuQuota(Market.SPOT, 2 * NODES))
                .world(world -> world.add(WIDE))
                .start();
        Ec2Client client = AtFakeEc2.client(aws)) {
      aws.throttles().on(true);
      Cluster cluster = new Cluster(aws, client);
      while (done < CHUNKS || !cluster.rig.nodes().isEmpty()) {
        assertThat(Duration.between(BEGIN, now)).as("%d chunks done", done).isLessThan(LONGEST);
        now = now.plus(STEP);
        cluster.run();
      }

      Duration paid =
          aws.meter().bills().stream().map(Bill::ran).reduce(Duration.ZERO, Duration::plus);
      double mapping = (double) CHUNKS * CHUNK.toSeconds() / SLOTS;
      double share = mapping / paid.toSeconds();
      System.out.printf(
          "%d nodes, %d chunks: %d s in all, %.3f of %d h paid spent on chunks, %d requests%n",
          aws.instances().size(),
          CHUNKS,
          Duration.between(BEGIN, now).toSeconds(),
          share,
          paid.toHours(),
          aws.requests().all().size());
      assertThat(cluster.most).isEqualTo(NODES);
      assertThat(share).isGreaterThan(0.9);
      assertThat(aws.requests().all()).extracting(Request::status).containsOnly(200);
    }
  }

  /** The loop, the ledger's rows, and workers that do nothing but let time pass. */
  private final class Cluster implements SeatBook {
    private final FakeEc2 aws;
    private final LoopRig rig = new LoopRig(NODES, this::nanoTime);
    private final Map<String, Machine> machines = new HashMap<>();
    private final FleetLoop loop;
    private long most;

    Cluster(FakeEc2 aws, Ec2Client client) {
      this.aws = aws;
      this.loop =
          rig.loopOver(
              new Ec2Fleet(
                  new SdkCloud(client, AtFakeEc2.settings(aws, WIDE.id()), "c1", () -> now),
                  this,
                  (launch, nodes, seating) ->
                      new EnrolmentLetter(
                          new Endpoint("10.0.0.5", 8443),
                          launch,
                          "",
                          new Secret("secret"),
                          "authority"),
                  new NodeScript(
                      new Endpoint("10.0.0.5", 1099), "0".repeat(64), Duration.ofMinutes(10)),
                  () -> true,
                  this::nanoTime));
    }

    private long nanoTime() {
      return Duration.between(Instant.EPOCH, now).toNanos();
    }

    private void run() {
      rig.chunks(CHUNKS - done);
      loop.runOnce();
      List<String> drained = rig.draining();
      for (Node node : rig.nodes()) {
        Machine machine = machines.get(node.id());
        if (machine != null && machine.works(rig, drained.contains(node.id()))) {
          aws.shutDown(machine.instance);
        }
      }
      most = Math.max(most, aws.instances().stream().filter(this::isAlive).count());
    }

    private boolean isAlive(InstanceView instance) {
      return instance.state() != InstanceState.TERMINATED;
    }

    @Override
    public List<Seat> seats() {
      return rig.nodes().stream()
          .map(node -> new Seat(node.id(), node.launch(), instance(node)))
          .toList();
    }

    @Override
    public void paid(
        String node, Hardware hardware, Instant launchedAt, @Nullable Instant stoppedAt) {
      assertThat(machines).as("what is paid for").containsKey(node);
    }

    private @Nullable String instance(Node node) {
      Machine machine = machines.get(node.id());
      return machine == null ? null : machine.instance;
    }

    @Override
    public boolean seat(String node, Hardware hardware) {
      return machines.putIfAbsent(node, new Machine(node, hardware.instance())) == null;
    }
  }

  /** The worker of a node: it registers, works, and leaves when it was told to. */
  private final class Machine {
    private final String node;
    private final String instance;
    private final Instant registers = now.plus(BOOT);
    private final List<Instant> ends = new ArrayList<>();
    private boolean registered;
    private boolean left;

    Machine(String node, String instance) {
      this.node = node;
      this.instance = instance;
    }

    /** Whether it has just left. */
    boolean works(LoopRig rig, boolean drained) {
      if (left || now.isBefore(registers)) {
        return false;
      }
      if (!registered) {
        rig.register(node);
        registered = true;
      }
      int before = ends.size();
      ends.removeIf(end -> !now.isBefore(end));
      done += before - ends.size();
      while (ends.size() < SLOTS && waiting > 0 && !drained) {
        ends.add(now.plus(CHUNK));
        waiting--;
      }
      rig.runs(node, ends.size());
      left = drained && ends.isEmpty();
      if (left) {
        rig.leave(node);
      }
      return left;
    }
  }
}

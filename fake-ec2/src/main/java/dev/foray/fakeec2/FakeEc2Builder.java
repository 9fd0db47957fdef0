package dev.foray.fakeec2;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Image;
import dev.foray.fakeec2.cloud.InstanceType;
import dev.foray.fakeec2.cloud.SecurityGroup;
import dev.foray.fakeec2.cloud.Subnet;
import dev.foray.fakeec2.cloud.Timing;
import dev.foray.fakeec2.cloud.World;
import dev.foray.fakeec2.machine.MachineRoom;
import dev.foray.fakeec2.machine.SimulatedMachines;
import dev.foray.fakeec2.query.AccessKey;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a fake is to be. Without a word it is an account with a VPC of three zones, two images, some
 * types, and one key that may do everything; nothing runs on its instances and everything happens
 * at once.
 */
public final class FakeEc2Builder {
  public static final String KEY_ID = "AKIAFAKEEC2EXAMPLE01";
  public static final String SECRET = "fake-ec2-secret-access-key";
  public static final String IMAGE_X86_64 = "ami-0f0f0f0f0f0f0f086";
  public static final String IMAGE_ARM64 = "ami-0f0f0f0f0f0f0f064";
  public static final String SECURITY_GROUP = "sg-0f0f0f0f0f0f0f001";
  public static final String VPC = "vpc-0f0f0f0f0f0f0f001";

  private static final String LATEST =
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";

  private final List<AccessKey> keys = new ArrayList<>();
  private final Map<String, Set<String>> roles = new LinkedHashMap<>();
  private final List<Consumer<World>> changes = new ArrayList<>();
  private String region = "eu-central-1";
  private String accountId = "123456789012";
  private InstantSource clock = Clock.systemUTC();
  private InstantSource wall = Clock.systemUTC();
  private MachineRoom machines = new SimulatedMachines();
  private Timing timing = Timing.AT_ONCE;

  FakeEc2Builder() {}

  public FakeEc2Builder region(String name) {
    region = name;
    return this;
  }

  public FakeEc2Builder accountId(String twelveDigits) {
    accountId = twelveDigits;
    return this;
  }

  /** By which instances change their states, tokens expire, buckets fill, the meter runs. */
  public FakeEc2Builder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /** By which the times in signatures are judged: the real one until said otherwise. */
  public FakeEc2Builder wallClock(InstantSource source) {
    wall = source;
    return this;
  }

  /** What runs the instances; the fake closes it. */
  public FakeEc2Builder machines(MachineRoom room) {
    machines = room;
    return this;
  }

  public FakeEc2Builder timing(Timing times) {
    timing = times;
    return this;
  }

  /** Instead of the one that may do everything. */
  public FakeEc2Builder accessKey(AccessKey key) {
    keys.add(key);
    return this;
  }

  /** An instance profile whose instances find temporary keys in their metadata. */
  public FakeEc2Builder role(String name, String... allowed) {
    roles.put(name, Set.of(allowed));
    return this;
  }

  /**
   * Changes what is there: {@code world -> world.add(…)}; {@code World::clear} takes it all away.
   */
  public FakeEc2Builder world(Consumer<World> change) {
    changes.add(change);
    return this;
  }

  /** With the server listening. */
  public FakeEc2 start() {
    Account account = new Account(accountId, region, clock, machines);
    account.locked(() -> furnish(account));
    return new FakeEc2(account, machines, clock, wall);
  }

  private void furnish(Account account) {
    account.timing(timing);
    usual(account.world());
    changes.forEach(change -> change.accept(account.world()));
    if (keys.isEmpty()) {
      account.keys().add(AccessKey.of(KEY_ID, SECRET, "*"));
    }
    keys.forEach(account.keys()::add);
    roles.forEach(account.keys()::addRole);
  }

  private void usual(World world) {
    for (String zone : List.of("a", "b", "c")) {
      world.add(Subnet.of("subnet-0f0f0f0f0f0f0f00" + zone, region + zone, VPC));
    }
    world.add(new SecurityGroup(SECURITY_GROUP, "default", VPC));
    world.add(new Image(IMAGE_X86_64, "al2023-ami-2023-kernel-6.1-x86_64", "x86_64", "/dev/xvda"));
    world.add(new Image(IMAGE_ARM64, "al2023-ami-2023-kernel-6.1-arm64", "arm64", "/dev/xvda"));
    world.store(LATEST + "x86_64", IMAGE_X86_64);
    world.store(LATEST + "arm64", IMAGE_ARM64);
    type(world, "m5.large", 2, 8, "x86_64", "0.115");
    type(world, "m5.xlarge", 4, 16, "x86_64", "0.230");
    type(world, "m6i.large", 2, 8, "x86_64", "0.115");
    type(world, "c6i.xlarge", 4, 8, "x86_64", "0.194");
    type(world, "m7g.large", 2, 8, "arm64", "0.0978");
    type(world, "c7g.xlarge", 4, 8, "arm64", "0.1645");
    type(world, "t3.medium", 2, 4, "x86_64", "0.048");
  }

  private static void type(
      World world, String name, int vcpus, int gib, String architecture, String price) {
    world.add(new InstanceType(name, vcpus, gib * 1024, architecture), new BigDecimal(price));
  }
}

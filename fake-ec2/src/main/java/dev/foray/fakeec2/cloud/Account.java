package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.imds.Identity;
import dev.foray.fakeec2.imds.Metadata;
import dev.foray.fakeec2.machine.Boot;
import dev.foray.fakeec2.machine.MachineRoom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One account in one region, and the lock that guards all that is in it. Made by the fake's
 * builder; owns nothing that runs: the room's machines are ended by the fake.
 */
public final class Account {
  private final ReentrantLock lock = new ReentrantLock();
  private final String id;
  private final String region;
  private final InstantSource clock;
  private final MachineRoom machines;
  private final Ids ids = new Ids(1);
  private final World world = new World();
  private final Keys keys = new Keys();
  private final Instances instances = new Instances(this);
  private final Launcher launcher = new Launcher(this);
  private final Templates templates = new Templates(this);
  private final Fleets fleets = new Fleets(this);
  private final Tokens tokens = new Tokens(this);
  private final Meter meter = new Meter(this);
  private @Nullable Identity identity;
  private Timing timing = Timing.AT_ONCE;

  public Account(String id, String region, InstantSource clock, MachineRoom machines) {
    this.id = id;
    this.region = region;
    this.clock = clock;
    this.machines = machines;
  }

  /** With every state brought up to the clock. Whatever is below is asked in here only. */
  public <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      instances.settle();
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  public void locked(Runnable work) {
    locked(
        () -> {
          work.run();
          return true;
        });
  }

  public String id() {
    return id;
  }

  public String region() {
    return region;
  }

  public Instant now() {
    return clock.instant();
  }

  public String newId(String prefix) {
    return ids.next(prefix);
  }

  public World world() {
    return world;
  }

  public Keys keys() {
    return keys;
  }

  public Instances instances() {
    return instances;
  }

  public Launcher launcher() {
    return launcher;
  }

  public Templates templates() {
    return templates;
  }

  public Fleets fleets() {
    return fleets;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Meter meter() {
    return meter;
  }

  public Timing timing() {
    return timing;
  }

  public void timing(Timing next) {
    timing = next;
  }

  /** Made when it is first asked for. */
  public synchronized Identity identity() {
    if (identity == null) {
      identity = Identity.create();
    }
    return identity;
  }

  String network() {
    return machines.network();
  }

  void boot(Instance instance) {
    Boot boot =
        new Boot(
            instance.id(),
            instance.address(),
            instance.specification().userData(),
            () -> locked(() -> metadata(instance)),
            this::identity);
    instance.runOn(machines.start(boot, () -> locked(() -> instances.shutDown(instance))));
  }

  private Metadata metadata(Instance instance) {
    Specification specification = instance.specification();
    Optional<String> role = specification.profile();
    Optional<Map<String, String>> tags =
        specification.option("InstanceMetadataTags", "disabled").equals("enabled")
            ? Optional.of(new TreeMap<>(instance.tags()))
            : Optional.empty();
    return new Metadata(
        instance.id(),
        specification.type().name(),
        specification.image().id(),
        specification.image().architecture(),
        instance.address(),
        specification.subnet().zone(),
        region,
        id,
        instance.launched(),
        specification.userData(),
        specification.option("HttpEndpoint", "enabled").equals("enabled"),
        specification.option("HttpTokens", "required").equals("required"),
        tags,
        instance.interruptedAt(),
        instance.rebalanceSaidAt(),
        role,
        role.flatMap(name -> keys.ofRole(name, now())));
  }
}

package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.machine.Machine;
import dev.foray.fakeec2.query.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every instance that was ever launched, in the order of launching, and the one writer of their
 * states: what the clock brings is brought up to date by {@link #settle}, which comes before
 * anything that looks. Guarded by the account's lock.
 */
public final class Instances {

  /** What a spot instance still has after the notice. */
  private static final Duration NOTICE = Duration.ofMinutes(2);

  private final Account account;
  private final Map<String, Instance> byId = new LinkedHashMap<>();

  Instances(Account account) {
    this.account = account;
  }

  void add(Instance instance) {
    byId.put(instance.id(), instance);
  }

  /** With those that can't be described any more. */
  public Collection<Instance> all() {
    return byId.values();
  }

  /** What describing knows: visible by now, and not terminated too long ago. */
  public List<Instance> listed() {
    Instant now = account.now();
    return byId.values().stream().filter(instance -> isListed(instance, now)).toList();
  }

  /**
   * The ones with these ids, of those that are listed.
   *
   * @throws Refusal {@code InvalidInstanceID.NotFound} or {@code InvalidInstanceID.Malformed}
   */
  public List<Instance> listed(List<String> ids) {
    for (String id : ids) {
      if (!id.matches("i-([0-9a-f]{8}|[0-9a-f]{17})")) {
        throw Refusal.of("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
      }
    }
    Instant now = account.now();
    List<String> unknown =
        ids.stream()
            .filter(id -> find(id).filter(found -> isListed(found, now)).isEmpty())
            .toList();
    if (!unknown.isEmpty()) {
      throw Refusal.of(
          "InvalidInstanceID.NotFound",
          (unknown.size() == 1 ? "The instance ID '%s' does" : "The instance IDs '%s' do")
                  .formatted(String.join(", ", unknown))
              + " not exist");
    }
    return ids.stream().distinct().map(byId::get).toList();
  }

  /** Whether the API sees it or not. */
  public Optional<Instance> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Whether the API sees it or not; for tests, which know what they launched. */
  public Instance get(String id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("No instance " + id + " was launched"));
  }

  long alive(Pool pool) {
    return byId.values().stream()
        .filter(i -> i.state().isAlive() && i.specification().pool().equals(pool))
        .count();
  }

  int vcpus(Market market) {
    return byId.values().stream()
        .filter(i -> i.state().isAlive() && i.specification().market() == market)
        .mapToInt(i -> i.specification().type().vcpus())
        .sum();
  }

  /** How many of a subnet's addresses are taken: a stopped instance keeps its own. */
  long addresses(Subnet subnet) {
    return byId.values().stream()
        .filter(i -> !i.state().isTerminal())
        .filter(i -> i.specification().subnet().id().equals(subnet.id()))
        .count();
  }

  /** Brings every state up to what the clock says. */
  public void settle() {
    Instant now = account.now();
    for (Instance instance : byId.values()) {
      if (!instance.state().isTerminal()) {
        settle(instance, now);
      }
    }
  }

  /** As TerminateInstances does; one that is ending already stays as it is. */
  public void terminate(Instance instance, StateReason why) {
    if (instance.state().canBecome(InstanceState.SHUTTING_DOWN)) {
      end(instance, InstanceState.SHUTTING_DOWN, account.now(), why);
      settle(instance, account.now());
    }
  }

  /** The host under it fails: what runs on it is cut off, and it is terminated in its time. */
  public void fail(Instance instance) {
    instance.machine().ifPresent(Machine::cutPower);
    terminate(instance, StateReason.FAILURE);
  }

  /** Its machine has shut down: what follows is what it was launched with. */
  public void shutDown(Instance instance) {
    if (instance.state() == InstanceState.RUNNING) {
      InstanceState next =
          instance.specification().stops() ? InstanceState.STOPPING : InstanceState.SHUTTING_DOWN;
      end(instance, next, account.now(), StateReason.BY_ITSELF);
      settle(instance, account.now());
    }
  }

  /** The notice; two minutes later the instance is ended. */
  public void interrupt(Instance instance) {
    if (instance.specification().market() != Market.SPOT) {
      throw new IllegalArgumentException(
          instance.id() + " is on demand: only spot instances are interrupted");
    }
    instance.interruptAt(account.now().plus(NOTICE));
  }

  public void recommendRebalance(Instance instance) {
    instance.rebalanceSaid(account.now());
  }

  /** From now on its state has another name in answers, one that nobody knows. */
  public void writeState(Instance instance, String word) {
    instance.writeState(word);
  }

  public void tag(Instance instance, String key, String value) {
    instance.tag(key, value, account.now().plus(account.timing().tagsSeen()));
  }

  private void settle(Instance instance, Instant now) {
    Timing timing = account.timing();
    Instant up = instance.launched().plus(timing.pending());
    if (instance.state() == InstanceState.PENDING && !now.isBefore(up)) {
      instance.become(InstanceState.RUNNING, up, Optional.empty());
      account.boot(instance);
    }
    Instant interrupted = instance.interruptedAt().orElse(Instant.MAX);
    if (instance.state() == InstanceState.RUNNING && !now.isBefore(interrupted)) {
      end(instance, InstanceState.SHUTTING_DOWN, interrupted, StateReason.SPOT);
    }
    Instant down = instance.stateSince().plus(timing.shuttingDown());
    if (instance.state() == InstanceState.SHUTTING_DOWN && !now.isBefore(down)) {
      off(instance, InstanceState.TERMINATED, down);
    } else if (instance.state() == InstanceState.STOPPING && !now.isBefore(down)) {
      off(instance, InstanceState.STOPPED, down);
    }
  }

  private static void end(Instance instance, InstanceState next, Instant at, StateReason why) {
    instance.become(next, at, Optional.of(why));
    instance.machine().ifPresent(Machine::pressPower);
  }

  private static void off(Instance instance, InstanceState next, Instant at) {
    instance.become(next, at, Optional.empty());
    instance.machine().ifPresent(Machine::cutPower);
  }

  private boolean isListed(Instance instance, Instant now) {
    Instant forgotten = instance.stateSince().plus(account.timing().terminatedListed());
    return instance.isSeen(now) && !(instance.state().isTerminal() && !now.isBefore(forgotten));
  }
}

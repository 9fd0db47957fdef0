package dev.foray.fakeec2;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.cloud.Meter;
import dev.foray.fakeec2.cloud.Timing;
import dev.foray.fakeec2.cloud.World;
import dev.foray.fakeec2.front.Door;
import dev.foray.fakeec2.front.Faults;
import dev.foray.fakeec2.front.Requests;
import dev.foray.fakeec2.front.Throttles;
import dev.foray.fakeec2.imds.Identity;
import dev.foray.fakeec2.machine.MachineRoom;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * EC2 on one machine: a server that speaks its Query protocol on loopback, over an account that
 * tests look into and break. Made by {@link #builder()}, closed by whoever made it; what it
 * launched ends with it. If this process dies without closing it, its real machines end too.
 * Thread-safe.
 */
public final class FakeEc2 implements AutoCloseable {
  private final Account account;
  private final MachineRoom machines;
  private final Faults faults = new Faults();
  private final Requests requests = new Requests();
  private final Throttles throttles;
  private final Door door;
  private final Optional<Ticker> ticker;

  FakeEc2(Account account, MachineRoom machines, InstantSource clock, InstantSource wall) {
    this.account = account;
    this.machines = machines;
    this.throttles = new Throttles(clock);
    this.door = new Door(account, faults, throttles, requests, wall);
    this.ticker =
        machines.isReal()
            ? Optional.of(new Ticker(() -> account.locked(() -> {})))
            : Optional.empty();
  }

  public static FakeEc2Builder builder() {
    return new FakeEc2Builder();
  }

  /** What clients are given as the endpoint of every service. */
  public URI endpoint() {
    return door.endpoint();
  }

  public String region() {
    return account.region();
  }

  public String accountId() {
    return account.id();
  }

  /** Every instance ever launched, in the order of launching. */
  public List<InstanceView> instances() {
    return account.locked(() -> account.instances().all().stream().map(InstanceView::of).toList());
  }

  public InstanceView instance(String id) {
    return account.locked(() -> InstanceView.of(account.instances().get(id)));
  }

  /** The two minutes' notice: the instance sees it in its metadata, and is then ended. */
  public void interruptSpot(String id) {
    change(id, account.instances()::interrupt);
  }

  /** The instance sees it in its metadata; nothing else happens. */
  public void recommendRebalance(String id) {
    change(id, account.instances()::recommendRebalance);
  }

  /** What {@code shutdown} inside of it does: for machines in which nothing runs. */
  public void shutDown(String id) {
    change(id, account.instances()::shutDown);
  }

  /** The host under it fails. */
  public void fail(String id) {
    change(id, account.instances()::fail);
  }

  /** From now on answers write its state with a word that no client knows. */
  public void writeState(String id, String word) {
    change(id, instance -> account.instances().writeState(instance, word));
  }

  /** Images, types, room, prices, quotas: changed while it runs. */
  public void world(Consumer<World> change) {
    account.locked(() -> change.accept(account.world()));
  }

  /** How long things take from now on. */
  public void timing(Timing timing) {
    account.locked(() -> account.timing(timing));
  }

  /** From now on requests that this key signed are refused as expired. */
  public void expireKey(String keyId) {
    account.locked(() -> account.keys().expire(keyId, account.now()));
  }

  /** Whose certificate whoever checks identity documents has to trust. */
  public Identity identity() {
    return account.identity();
  }

  public Faults faults() {
    return faults;
  }

  public Throttles throttles() {
    return throttles;
  }

  public Requests requests() {
    return requests;
  }

  public Meter meter() {
    return account.meter();
  }

  @Override
  public void close() {
    ticker.ifPresent(Ticker::close);
    door.close();
    machines.close();
  }

  private void change(String id, Consumer<Instance> change) {
    account.locked(() -> change.accept(account.instances().get(id)));
  }
}

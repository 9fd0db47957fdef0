package dev.foray.master.fleet.ec2;

import dev.foray.master.enrol.Seating;
import dev.foray.master.fleet.Accepted;
import dev.foray.master.fleet.Fleet;
import dev.foray.master.fleet.FleetUnseen;
import dev.foray.master.fleet.LaunchFailed;
import dev.foray.master.fleet.LaunchOrder;
import dev.foray.master.fleet.LaunchUnclear;
import dev.foray.master.ledger.Ledger;
import dev.foray.transport.EnrolmentLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Nodes that are instances of EC2, known by the cluster's tag and by nothing else: an instance
 * without it is never touched, and one that has it and is no node goes by its own id, so that the
 * loop ends it. What is alive is asked of EC2 at most every few seconds. Thread-safe.
 */
public final class Ec2Fleet implements Fleet {
  /** As the ledger has it. */
  public static final String NAME = "ec2";

  private static final Duration LISTING = Duration.ofSeconds(2);
  private static final Duration SEEN_LATE = Duration.ofMinutes(2);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(15);
  private static final Duration LAST_LOOK = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LAST_LOOKS = Duration.ofMillis(500);
  private static final int CONSOLE_LINES = 3;

  private final Cloud cloud;
  private final Seats seats;
  private final Letters letters;
  private final NodeScript script;
  private final BooleanSupplier isMaster;
  private final LongSupplier nanoTime;
  private final Map<String, Long> askedToEnd = new HashMap<>();
  private final Map<String, Long> missingSince = new HashMap<>();
  private Map<String, Instance> listed = Map.of();
  private long listedAt;
  private boolean isListed;
  private boolean isTidied;
  private boolean closed;

  /** Makes what the nodes of a launch are told, so that they can join. */
  public interface Letters {
    EnrolmentLetter letter(String launch, int nodes, Seating seating);
  }

  Ec2Fleet(
      Cloud cloud,
      SeatBook book,
      Letters letters,
      NodeScript script,
      BooleanSupplier isMaster,
      LongSupplier nanoTime) {
    this.cloud = cloud;
    this.seats = new Seats(book);
    this.letters = letters;
    this.script = script;
    this.isMaster = isMaster;
    this.nanoTime = nanoTime;
  }

  /**
   * @param isMaster whether this process holds the ledger still: asked before each call that starts
   *     or ends something
   */
  public static Ec2Fleet open(
      Ec2Account account,
      Ledger ledger,
      Letters letters,
      NodeScript script,
      BooleanSupplier isMaster) {
    return new Ec2Fleet(
        account.cloud(),
        SeatBook.of(ledger.nodes(), ledger.meters(), account.prices()),
        letters,
        script,
        isMaster,
        System::nanoTime);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized Accepted launch(LaunchOrder order) throws LaunchFailed, LaunchUnclear {
    if (closed || !isMaster.getAsBoolean()) {
      throw new LaunchFailed(
          "this Master launches nothing any more", new IOException("it is stopping"));
    }
    String launch = order.id();
    int count = order.nodes().size();
    EnrolmentLetter letter = letters.letter(launch, count, instance -> nodeOf(launch, instance));
    try {
      Ordered ordered =
          cloud.launch(new InstanceOrder(launch, count, script.text(letter, order.slots())));
      seats.take(ordered.instances());
      isListed = false; // So that they are among what is looked at next.
      return new Accepted(
          ordered.instances().stream().flatMap(one -> seats.nodeOf(one.id()).stream()).toList(),
          ordered.shortfall(),
          ordered.isUnclear());
    } catch (CloudRefused e) {
      throw new LaunchFailed(String.valueOf(e.getMessage()), e);
    } catch (CloudSilent e) {
      throw new LaunchUnclear(
          "EC2 was told to launch "
              + count
              + " instances and gave no answer ("
              + e.getMessage()
              + "): what it has launched will be seen",
          e);
    }
  }

  /** Of an instance that is there, by its tag, as one of this launch; no other joins as a node. */
  private Optional<String> nodeOf(String launch, String instance) {
    look();
    synchronized (this) {
      return Optional.ofNullable(listed.get(instance))
          .filter(one -> one.state() == Instance.State.ALIVE && one.launch().equals(launch))
          .flatMap(one -> seats.nodeOf(instance));
    }
  }

  @Override
  public Set<String> alive() {
    look();
    synchronized (this) {
      Set<String> alive = new TreeSet<>();
      for (Instance instance : listed.values()) {
        // Once closed it counts what costs something: what ends by itself is not waited for.
        if (closed ? instance.state() == Instance.State.ALIVE : instance.isThere()) {
          alive.add(seats.nodeOf(instance.id()).orElse(instance.id()));
        }
      }
      return alive;
    }
  }

  /**
   * Lists what there is, unless that was done a moment ago.
   *
   * @throws FleetUnseen if it can't be listed
   */
  private synchronized void look() {
    long now = nanoTime.getAsLong();
    if (isListed && now - listedAt < LISTING.toNanos()) {
      return;
    }
    try {
      List<Instance> found = cloud.instances();
      Map<String, Instance> byId = new HashMap<>();
      found.forEach(instance -> byId.put(instance.id(), instance));
      seats.take(found);
      presume(byId, now);
      listed = Map.copyOf(byId);
      listedAt = now;
      isListed = true;
      askedToEnd.keySet().retainAll(byId.keySet());
      tidy();
    } catch (CloudSilent e) {
      throw new FleetUnseen(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Once: a Master that died in the middle of a launch has left its template. None is needed now,
   * as nothing is launched during a look. Only those that are there are asked to go: of one that is
   * not, EC2 would say that the right is lacking, which holds for what carries the cluster's tag.
   */
  private void tidy() {
    if (isTidied || !isMaster.getAsBoolean()) {
      return;
    }
    isTidied = true;
    try {
      for (String template : cloud.templates()) {
        cloud.deleteTemplate(template);
      }
    } catch (CloudSilent e) {
      Ec2Log.templatesLeft(String.valueOf(e.getMessage()));
    }
  }

  /**
   * An instance that is a node, and that EC2 does not list, is there for a while yet: it may be
   * new, or a listing may have missed it. After that it is gone, unless it is listed again; one
   * that has ended is listed as that.
   */
  private void presume(Map<String, Instance> byId, long now) {
    List<Instance> missing =
        seats.instances().stream().filter(one -> !byId.containsKey(one.id())).toList();
    missingSince.keySet().retainAll(missing.stream().map(Instance::id).toList());
    for (Instance instance : missing) {
      Long since = missingSince.putIfAbsent(instance.id(), now);
      if (since == null || now - since <= SEEN_LATE.toNanos()) {
        byId.put(instance.id(), instance);
      }
    }
  }

  @Override
  public synchronized void terminate(String node) {
    end(
        listed.values().stream()
            .filter(one -> one.state() == Instance.State.ALIVE)
            .filter(one -> seats.nodeOf(one.id()).orElse(one.id()).equals(node))
            .toList());
  }

  /** Not again for those that were told a moment ago. */
  private void end(List<Instance> instances) {
    long now = nanoTime.getAsLong();
    List<String> due = new ArrayList<>();
    for (Instance instance : instances) {
      Long asked = askedToEnd.get(instance.id());
      if (asked == null || now - asked >= ASK_AGAIN.toNanos()) {
        due.add(instance.id());
      }
    }
    if (due.isEmpty() || !isMaster.getAsBoolean()) {
      return;
    }
    try {
      cloud.terminate(due);
      due.forEach(instance -> askedToEnd.put(instance, now));
    } catch (CloudSilent e) {
      Ec2Log.notTerminated(due, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<String> lastWords(String node) {
    return instance(node).map(this::lastWords).filter(words -> !words.isBlank());
  }

  @Override
  public Optional<String> console(String node) {
    return instance(node).flatMap(instance -> cloud.console(instance.id()));
  }

  private synchronized Optional<Instance> instance(String node) {
    return listed.values().stream()
        .filter(one -> seats.nodeOf(one.id()).orElse(one.id()).equals(node))
        .findFirst();
  }

  private String lastWords(Instance instance) {
    if (!instance.reason().isEmpty()) {
      return instance.reason();
    }
    return cloud
        .console(instance.id())
        .map(console -> "its console ends: " + end(console))
        .orElse("");
  }

  private static String end(String console) {
    List<String> lines = console.lines().filter(line -> !line.isBlank()).toList();
    return String.join(
        " / ", lines.subList(Math.max(0, lines.size() - CONSOLE_LINES), lines.size()));
  }

  /**
   * Tells all to end, again and again until EC2 says of each that it does, and for two minutes at
   * most: also while the ledger can't be asked whether this is still the Master. What is left ends
   * by its own guard.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    long until = nanoTime.getAsLong() + LAST_LOOK.toNanos();
    List<String> left = left();
    while (!left.isEmpty() && nanoTime.getAsLong() - until < 0 && rest()) {
      left = left();
    }
    if (!left.isEmpty()) {
      Ec2Log.left(left);
    }
  }

  /** The instances that are not told to end yet; none where they are another Master's now. */
  private synchronized List<String> left() {
    try {
      if (!isMaster.getAsBoolean()) {
        return List.of();
      }
      isListed = false;
      look();
      List<Instance> left =
          listed.values().stream().filter(one -> one.state() == Instance.State.ALIVE).toList();
      end(left);
      return left.stream().map(Instance::id).toList();
    } catch (RuntimeException e) {
      Ec2Log.notEnded(String.valueOf(e.getMessage()));
      return listed.values().stream()
          .filter(one -> one.state() == Instance.State.ALIVE)
          .map(Instance::id)
          .toList();
    }
  }

  /**
   * Between two looks at what ends.
   *
   * @return false: this thread was interrupted
   */
  static boolean rest() {
    try {
      Thread.sleep(BETWEEN_LAST_LOOKS.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.machine.Machine;
import dev.foray.fakeec2.query.Parameters;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance, from its launch until it is forgotten. Made by {@link Launcher}; its state is
 * written by {@link Instances} alone. Guarded by the account's lock.
 */
public final class Instance {
  private final String id;
  private final String reservation;
  private final String address;
  private final Specification specification;
  private final Instant launched;
  private final Instant seenFrom;
  private final String clientToken;
  private final BigDecimal pricePerHour;
  private final Map<String, String> tags = new TreeMap<>();
  private final Map<String, Instant> tagsSeenFrom = new LinkedHashMap<>();

  private InstanceState state = InstanceState.PENDING;
  private Instant stateSince;
  private Optional<StateReason> reason = Optional.empty();
  private Instant reasonSince = Instant.EPOCH;
  private Optional<Instant> ranFrom = Optional.empty();
  private Optional<Instant> ranUntil = Optional.empty();
  private Optional<Instant> interruptedAt = Optional.empty();
  private Optional<Instant> rebalanceSaidAt = Optional.empty();
  private Optional<String> stateWordInstead = Optional.empty();
  private @Nullable Machine machine;

  Instance(
      String id,
      String reservation,
      String address,
      Specification specification,
      Instant launched,
      Instant seenFrom,
      String clientToken,
      BigDecimal pricePerHour) {
    this.id = id;
    this.reservation = reservation;
    this.address = address;
    this.specification = specification;
    this.launched = launched;
    this.seenFrom = seenFrom;
    this.clientToken = clientToken;
    this.pricePerHour = pricePerHour;
    this.stateSince = launched;
  }

  public String id() {
    return id;
  }

  public String reservation() {
    return reservation;
  }

  public String address() {
    return address;
  }

  public Specification specification() {
    return specification;
  }

  public Parameters asked() {
    return specification.asked();
  }

  public Instant launched() {
    return launched;
  }

  public String clientToken() {
    return clientToken;
  }

  /** USD, as it was at the launch. */
  public BigDecimal pricePerHour() {
    return pricePerHour;
  }

  public InstanceState state() {
    return state;
  }

  /** As the API writes it, or what a test wants it to write. */
  public String stateWord() {
    return stateWordInstead.orElse(state.word());
  }

  public Instant stateSince() {
    return stateSince;
  }

  public Optional<StateReason> reason() {
    return reason;
  }

  /** Since when that reason holds; not to be asked without one. */
  public Instant reasonSince() {
    return reasonSince;
  }

  public Map<String, String> tags() {
    return tags;
  }

  /** Those that filters find by now. */
  public Map<String, String> tagsSeen(Instant now) {
    Map<String, String> seen = new TreeMap<>(tags);
    seen.keySet().removeIf(key -> now.isBefore(tagsSeenFrom.getOrDefault(key, Instant.MIN)));
    return seen;
  }

  public boolean isSeen(Instant now) {
    return !now.isBefore(seenFrom);
  }

  public Optional<Instant> interruptedAt() {
    return interruptedAt;
  }

  public Optional<Instant> rebalanceSaidAt() {
    return rebalanceSaidAt;
  }

  /** What ran, or runs, on it; nothing before it was running. */
  public Optional<Machine> machine() {
    return Optional.ofNullable(machine);
  }

  /** How long it has been running and paid for by now. */
  public Duration ran(Instant now) {
    return ranFrom.map(from -> Duration.between(from, ranUntil.orElse(now))).orElse(Duration.ZERO);
  }

  public boolean everRan() {
    return ranFrom.isPresent();
  }

  void tag(String key, String value, Instant seenFrom) {
    tags.put(key, value);
    tagsSeenFrom.put(key, seenFrom);
  }

  void become(InstanceState next, Instant at, Optional<StateReason> why) {
    if (!state.canBecome(next)) {
      throw new IllegalStateException(id + " is " + state + " and can't become " + next);
    }
    if (next == InstanceState.RUNNING) {
      ranFrom = Optional.of(at);
    } else if (state == InstanceState.RUNNING) {
      ranUntil = Optional.of(at);
    }
    state = next;
    stateSince = at;
    if (why.isPresent()) {
      reason = why;
      reasonSince = at;
    }
  }

  void runOn(Machine started) {
    machine = started;
  }

  void interruptAt(Instant at) {
    interruptedAt = Optional.of(at);
  }

  void rebalanceSaid(Instant at) {
    rebalanceSaidAt = Optional.of(at);
  }

  void writeState(String word) {
    stateWordInstead = Optional.of(word);
  }
}

package dev.foray.master.ledger;

import dev.foray.protocol.NodeState;
import dev.foray.protocol.Usd;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code node}. */
@Entity
@Table(name = "node")
class NodeRow {
  @Id String id;
  String fleet;

  @Column(name = "launch_id")
  String launch;

  @Enumerated(EnumType.STRING)
  NodeState state;

  @Nullable String reason;
  Instant requestedAt;
  @Nullable Instant upAt;
  @Nullable Instant endedAt;

  @Column(name = "instance_id")
  @Nullable String instance;

  @Nullable String instanceType;
  @Nullable String zone;

  @Enumerated(EnumType.STRING)
  Hardware.@Nullable Market market;

  @Nullable BigDecimal usdPerHour;
  @Nullable Instant launchedAt;
  @Nullable Instant stoppedAt;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  NodeRow() {}

  NodeRow(Node node, @Nullable Usd usdPerHour) {
    this.usdPerHour = usdPerHour == null ? null : usdPerHour.toDecimal();
    this.id = node.id();
    this.fleet = node.fleet();
    this.launch = node.launch();
    this.state = node.state();
    this.reason = Texts.storableOrNull(node.reason(), Texts.LONG);
    this.requestedAt = node.requestedAt();
    this.upAt = node.upAt();
    this.endedAt = node.endedAt();
  }

  /** Of a row that was launched. */
  Meter toMeter() {
    return new Meter(
        id,
        usdPerHour == null ? null : Usd.of(usdPerHour),
        Objects.requireNonNull(launchedAt),
        stoppedAt);
  }

  /** Of a row that was up. */
  long bootMillis() {
    return Math.max(0, Duration.between(requestedAt, Objects.requireNonNull(upAt)).toMillis());
  }

  /** Of a row that has one. */
  Hardware toHardware() {
    return new Hardware(
        Objects.requireNonNull(instance),
        Objects.requireNonNullElse(instanceType, ""),
        Objects.requireNonNullElse(zone, ""),
        Objects.requireNonNull(market));
  }

  Node toNode() {
    return new Node(id, fleet, launch, state, reason, requestedAt, upAt, endedAt);
  }
}

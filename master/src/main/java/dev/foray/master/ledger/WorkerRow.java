package dev.foray.master.ledger;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.WorkerState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code worker}. */
@Entity
@Table(name = "worker")
class WorkerRow {
  @Id String id;
  String nodeId;

  @Enumerated(EnumType.STRING)
  WorkerState state;

  String host;
  int port;
  int slots;
  int cores;
  long memoryBytes;
  long pid;
  String javaVersion;
  Instant registeredAt;
  @Nullable Instant endedAt;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  WorkerRow() {}

  WorkerRow(Worker worker) {
    this.id = worker.id();
    this.nodeId = worker.node();
    this.state = worker.state();
    this.host = worker.service().host();
    this.port = worker.service().port();
    this.slots = worker.slots();
    this.cores = worker.cores();
    this.memoryBytes = worker.memoryBytes();
    this.pid = worker.pid();
    this.javaVersion = worker.javaVersion();
    this.registeredAt = worker.registeredAt();
    this.endedAt = worker.endedAt();
  }

  Worker toWorker() {
    return new Worker(
        id,
        nodeId,
        state,
        new Endpoint(host, port),
        slots,
        cores,
        memoryBytes,
        pid,
        javaVersion,
        registeredAt,
        endedAt);
  }
}

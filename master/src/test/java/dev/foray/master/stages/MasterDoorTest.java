package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.enrol.MasterDoor;
import dev.foray.master.ledger.Certified;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Role;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.protocol.WorkerDesk.Heartbeat;
import dev.foray.protocol.WorkerDesk.Registration;
import dev.foray.transport.Caller;
import dev.foray.transport.Party;
import java.rmi.AccessException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may call what of the Master, by what the ledger and the roster say at that moment. */
class MasterDoorTest extends StagesCase {
  private static final String CLUSTER = "c1";
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final Heartbeat BEAT = new Heartbeat(List.of(), 0, 0, "");

  private static Party worker(String node) {
    return Party.worker(CLUSTER, node);
  }

  private static Party admin(String name) {
    return Party.admin(CLUSTER, name);
  }

  private MasterDoor door() {
    return new MasterDoor(CLUSTER, stages.ledger, stages.roster);
  }

  private void assertIn(Party caller, Role needed, Object... arguments) {
    assertThatCode(() -> door().check(shown(caller, NOW), needed, arguments))
        .doesNotThrowAnyException();
  }

  private void assertOut(String why, Party caller, Role needed, Object... arguments) {
    assertThatThrownBy(() -> door().check(shown(caller, NOW), needed, arguments))
        .isInstanceOf(AccessException.class)
        .hasMessageContaining(why);
  }

  private static Caller shown(Party party, Instant issued) {
    return new Caller(party, issued.minus(Duration.ofDays(1)), issued.plus(Duration.ofDays(30)));
  }

  private void letIn(String name, Role role) {
    stages.ledger.identities().enter(new Certified(name, role, "1", NOW, NOW, null));
  }

  @Test
  void attack5NobodyMayDoMoreThanTheirRole() {
    letIn("admin/vera", Role.VIEWER);
    letIn("admin/dora", Role.DEPLOYER);
    letIn("admin/ada", Role.ADMIN);

    assertIn(admin("vera"), Role.VIEWER);
    assertOut("takes the role DEPLOYER", admin("vera"), Role.DEPLOYER);
    assertIn(admin("dora"), Role.VIEWER);
    assertIn(admin("dora"), Role.DEPLOYER);
    assertOut("takes the role ADMIN", admin("dora"), Role.ADMIN);
    assertIn(admin("ada"), Role.DEPLOYER);
    assertOut("is not known here", admin("eve"), Role.VIEWER);
    assertOut("takes the role WORKER", admin("ada"), Role.WORKER, "worker-1", BEAT);
    assertOut("takes the role VIEWER", worker("node-1"), Role.VIEWER);
    assertOut("takes the role VIEWER", Party.master(CLUSTER), Role.VIEWER);
    assertOut("is of another cluster", Party.admin("c2", "ada"), Role.VIEWER);
  }

  @Test
  void attack4WhoeverWasShutOutIsRefusedAtTheNextCall() {
    letIn("admin/tom", Role.ADMIN);
    letIn("worker/node-7", Role.WORKER);
    stages.worker("worker-7", 2);
    MasterDoor door = door();
    assertIn(worker("node-7"), Role.WORKER, "worker-7", BEAT);

    assertThat(stages.ledger.identities().revoke("admin/tom", NOW.plusMillis(1))).isTrue();
    assertThat(stages.ledger.identities().revoke("worker/node-7", NOW)).isTrue();
    assertThat(stages.ledger.identities().revoke("admin/eve", NOW)).isFalse();

    assertThatThrownBy(() -> door.check(shown(admin("tom"), NOW), Role.VIEWER, new Object[0]))
        .hasMessageContaining("was shut out");
    assertOut("was shut out", worker("node-7"), Role.WORKER, "worker-7", BEAT);
    assertOut("was shut out", worker("node-7"), Role.WORKER, registration("node-7"));
  }

  @Test
  void attack4WhoeverWasShutOutStaysOutWhenTheirNameIsLetInAgain() {
    letIn("admin/tim", Role.ADMIN);
    stages.ledger.identities().revoke("admin/tim", NOW);
    letIn("admin/tim", Role.VIEWER);

    assertOut("was shut out", admin("tim"), Role.VIEWER);
    Caller later = shown(admin("tim"), NOW.plusSeconds(1));
    assertThatCode(() -> door().check(later, Role.VIEWER, new Object[0]))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> door().check(later, Role.ADMIN, new Object[0]))
        .hasMessageContaining("takes the role ADMIN");
  }

  private static Registration registration(String node) {
    return new Registration(
        2, node, new Endpoint("127.0.0.1", 1), 2, 2, 1, 1, "17", List.of(), List.of());
  }

  @Test
  void attack6WorkerSpeaksForItselfAlone() throws Exception {
    stages.worker("worker-1", 2);
    stages.worker("worker-2", 2);
    JobId job = stages.runningJob(1);
    stages.dispatcher.run();
    AttemptId attempt = AttemptId.ofChunk(job, 0, 1);
    String its = stages.roster.seats(attempt::equals).get(0).worker();
    String others = its.equals("worker-1") ? "worker-2" : "worker-1";
    AttemptEnd end = new AttemptEnd(attempt, 0, "");

    assertIn(worker("node-1"), Role.WORKER, registration("node-1"));
    assertOut("itself alone", worker("node-1"), Role.WORKER, registration("node-2"));
    assertOut("itself alone", worker("node-1"), Role.WORKER, "worker-2", BEAT);
    assertOut("itself alone", worker("node-1"), Role.WORKER, "worker-2");
    assertOut("itself alone", worker("node-1"), Role.WORKER, "worker-9", BEAT);
    assertIn(worker(its.replace("worker", "node")), Role.WORKER, its, end);
    assertOut("never given to", worker(others.replace("worker", "node")), Role.WORKER, others, end);
  }

  /** Also one that was lost: what it has to show helps to say why. */
  @Test
  void attack6WorkerStoresLogsOfItsOwnAttemptsAlone() throws Exception {
    stages.worker("worker-1", 2);
    JobId job = stages.runningJob(1);
    stages.dispatcher.run();
    stages.worker("worker-2", 2);
    AttemptId attempt = AttemptId.ofChunk(job, 0, 1);

    assertIn(worker("node-1"), Role.WORKER, attempt);
    assertOut("never given to", worker("node-2"), Role.WORKER, attempt);
    assertOut("never given to", worker("node-1"), Role.WORKER, AttemptId.ofChunk(job, 0, 2));
    assertOut("never given to", worker("node-1"), Role.WORKER, AttemptId.ofPlan(job, 1));
    assertOut("takes the role WORKER", Party.attempt(CLUSTER, attempt), Role.WORKER, attempt);

    stages.loss.lost("worker-1", "it went silent");
    assertIn(worker("node-1"), Role.WORKER, attempt);
  }

  @Test
  void attack4LostWorkerReportsNothing() throws Exception {
    stages.worker("worker-1", 2);
    JobId job = stages.runningJob(1);
    stages.dispatcher.run();
    AttemptEnd end = new AttemptEnd(AttemptId.ofChunk(job, 0, 1), 0, "");
    assertIn(worker("node-1"), Role.WORKER, "worker-1", end);

    stages.loss.lost("worker-1", "it went silent");

    assertOut("declared lost", worker("node-1"), Role.WORKER, "worker-1", end);
    assertIn(worker("node-1"), Role.WORKER, "worker-1", BEAT); // That it is to register anew.
  }

  @Test
  void attack7AttemptSpeaksForItselfAloneAndWhileItIsCurrent() throws Exception {
    stages.worker("worker-1", 2);
    JobId job = stages.runningJob(2);
    stages.dispatcher.run();
    AttemptId first = AttemptId.ofChunk(job, 0, 1);
    AttemptId second = AttemptId.ofChunk(job, 1, 1);
    Party caller = Party.attempt(CLUSTER, first);

    assertIn(caller, Role.ATTEMPT, first, Progress.NONE);
    assertOut("itself alone", caller, Role.ATTEMPT, second, Progress.NONE);
    assertOut(
        "is not current",
        Party.attempt(CLUSTER, AttemptId.ofChunk(job, 0, 2)),
        Role.ATTEMPT,
        AttemptId.ofChunk(job, 0, 2),
        Progress.NONE);
    assertOut("takes the role WORKER", caller, Role.WORKER, "worker-1", BEAT);

    stages.endings.exited(first, 1, "");

    assertOut("is not current", caller, Role.ATTEMPT, first, Progress.NONE);
  }
}

package dev.foray.worker;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Names;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.protocol.WorkerService;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiPeer;
import dev.foray.transport.TestCluster;
import dev.foray.transport.Transport;
import dev.foray.worker.code.MasterPlace;
import dev.foray.worker.process.AttemptLogs;
import dev.foray.worker.process.FakeRunners;
import dev.foray.worker.report.FakeDesk;
import dev.foray.worker.report.OwnIdentity;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole worker over loopback; only its runners and its Master are played. */
@Timeout(180)
class WorkerTest {
  private static final long EPOCH = 7;

  private final TestCluster cluster = new TestCluster();
  private final Identity self = cluster.worker("node-3");

  @TempDir private Path directory;
  private final MasterPlace place = new MasterPlace(new Endpoint("127.0.0.1", 1));
  private final FakeDesk desk = new FakeDesk(50);
  private final FakeRunners runners = new FakeRunners();
  private final List<AttemptId> sent = new CopyOnWriteArrayList<>();
  private AttemptLogs logs;
  private Worker worker;
  private CompletableFuture<Ending> end;
  private WorkerService service;

  @BeforeAll
  static void install() {
    Transport.install();
  }

  @BeforeEach
  void start() throws Exception {
    logs = new AttemptLogs(directory.resolve("logs"));
    worker =
        new Worker(
            options(),
            new OwnIdentity(self, InstantSource.system()),
            runners,
            logs,
            (attempt, log) -> sent.add(attempt),
            desk,
            place,
            new BootSteps(System::nanoTime));
    end = CompletableFuture.supplyAsync(worker::runUntilEnd, task -> new Thread(task).start());
    desk.await(() -> desk.registrations().size() == 1);
    Endpoint address = desk.registrations().get(0).service();
    Identity master = cluster.master();
    service =
        new RmiPeer(() -> master)
            .worker(address, "node-3", Names.WORKER_SERVICE, WorkerService.class);
  }

  private WorkerOptions options() {
    return new WorkerOptions(
        new Endpoint("127.0.0.1", 1),
        "node-3",
        2,
        directory,
        List.of(),
        Path.of("java"),
        InetAddress.getLoopbackAddress(),
        "127.0.0.1",
        0,
        Duration.ofMinutes(10),
        null,
        null);
  }

  @AfterEach
  void stop() throws Exception {
    worker.end(Ending.TERMINATED);
    end.get(90, TimeUnit.SECONDS);
  }

  private Ending ending() throws Exception {
    return end.get(90, TimeUnit.SECONDS);
  }

  @Test
  void jarsAreFetchedWhereTheMasterThatWelcomesItIs() throws Exception {
    desk.await(() -> place.get().toString().equals("https://127.0.0.1:2"));
  }

  @Test
  void registersWithWhatItIs() throws Exception {
    assertThat(desk.registrations().get(0).node()).isEqualTo("node-3");
    assertThat(desk.registrations().get(0).pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(service.status())
        .isEqualTo(
            new WorkerService.Status(ProtocolVersion.CURRENT, "node-3", 2, List.of(), false));
  }

  @Test
  void attemptIsStartedNamedInHeartbeatsAndItsEndReported() throws Exception {
    service.start(EPOCH, SampleOrders.of(1));
    desk.await(() -> lastHeartbeat().contains(attempt(1)));
    assertThat(service.status().running()).containsExactly(attempt(1));
    assertThat(service.stacks(attempt(1))).isEqualTo("threads");

    runners.of(attempt(1)).end(3);

    desk.await(() -> desk.ends().contains(new AttemptEnd(attempt(1), 3, "last words")));
    desk.await(() -> lastHeartbeat().isEmpty());
  }

  private List<AttemptId> lastHeartbeat() {
    int count = desk.heartbeats().size();
    return count == 0 ? List.of() : desk.heartbeats().get(count - 1).running();
  }

  @Test
  void attemptThatHasEndedIsHeldUntilTheMasterHasTakenItsEnd() throws Exception {
    service.start(EPOCH, SampleOrders.of(1));
    desk.failOn(attempt(1));
    runners.of(attempt(1)).end(0);
    desk.await(() -> service.status().running().isEmpty());

    desk.forget();
    desk.await(() -> desk.registrations().size() == 2);
    assertThat(desk.registrations().get(1).running()).containsExactly(attempt(1));

    desk.failOn(null);
    desk.await(() -> desk.ends().size() == 1);
  }

  @Test
  void drainedWorkerFinishesSaysGoodbyeAndEnds() throws Exception {
    service.start(EPOCH, SampleOrders.of(1));
    service.drain(EPOCH);
    assertThatThrownBy(() -> service.start(EPOCH, SampleOrders.of(2)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("drains");
    assertThat(end).isNotDone();

    runners.of(attempt(1)).end(0);

    assertThat(ending()).isEqualTo(Ending.DRAINED);
    assertThat(desk.ends()).hasSize(1);
    assertThat(desk.left()).containsExactly("worker-1");
  }

  @Test
  void logsAreSentBeforeTheWorkerEnds() throws Exception {
    for (int chunk : new int[] {1, 2}) {
      Path file = logs.fileOf(attempt(chunk));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "printed");
      service.start(EPOCH, SampleOrders.of(chunk));
    }
    runners.of(attempt(2)).end(0);
    runners.of(attempt(1)).end(1);
    desk.await(() -> sent.equals(List.of(attempt(1)))); // What failed goes first, the other waits.

    service.drain(EPOCH);

    assertThat(ending()).isEqualTo(Ending.DRAINED);
    assertThat(sent).containsExactly(attempt(1), attempt(2));
  }

  @Test
  void idleWorkerThatIsDrainedEndsAtOnce() throws Exception {
    service.drain(EPOCH);

    assertThat(ending()).isEqualTo(Ending.DRAINED);
    assertThat(desk.left()).containsExactly("worker-1");
  }

  @Test
  void cancelledAttemptIsKilledAndReported() throws Exception {
    service.start(EPOCH, SampleOrders.of(1));

    service.cancel(EPOCH, attempt(1));

    desk.await(() -> desk.ends().size() == 1);
    assertThat(desk.ends().get(0).exitCode()).isEqualTo(137);
  }

  @Test
  void signalKillsWhatRunsReportsItAndSaysGoodbye() throws Exception {
    service.start(EPOCH, SampleOrders.of(1));

    worker.end(Ending.TERMINATED);

    assertThat(ending()).isEqualTo(Ending.TERMINATED);
    assertThat(runners.of(attempt(1)).isRunning()).isFalse();
    assertThat(desk.ends()).extracting(AttemptEnd::exitCode).containsExactly(137);
    assertThat(desk.left()).containsExactly("worker-1");
  }

  @Test
  void olderMasterIsRefused() {
    assertThatThrownBy(() -> service.start(EPOCH - 1, SampleOrders.of(1)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("a newer Master");
    assertThatThrownBy(() -> service.drain(EPOCH - 1)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> service.cancel(EPOCH - 1, attempt(1))).isInstanceOf(Refused.class);
    assertThat(runners.count()).isZero();
  }

  @Test
  void refusedWorkerEnds() throws Exception {
    desk.refuse("no node node-3 is expected here");
    desk.forget();

    assertThat(ending()).isEqualTo(Ending.REFUSED);
    assertThat(desk.left()).isEmpty();
  }

  @Test
  void logOfAnAttemptIsRead() throws Exception {
    Path file = logs.fileOf(attempt(5));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "Grüße");

    assertThat(service.readLog(attempt(5), 0, 1_000).text()).isEqualTo("Grüße");
    assertThatThrownBy(() -> service.readLog(attempt(6), 0, 1_000)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> service.stacks(attempt(5)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("does not run here");
  }
}

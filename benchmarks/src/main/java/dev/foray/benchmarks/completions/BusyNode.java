package dev.foray.benchmarks.completions;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Names;
import dev.foray.protocol.Order;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.WorkerDesk;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.protocol.WorkerService;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Enrolment;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Identity;
import dev.foray.transport.NewKey;
import dev.foray.transport.RmiHost;
import dev.foray.transport.RmiPeer;
import dev.foray.transport.Transport;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process of a node with many slots, in place of a Worker and of its runners; the Master starts
 * it, and ends it. An order is carried out at once by one of a few {@link StandIn}s.
 */
public final class BusyNode implements WorkerService {
  private static final int HANDS = 16;

  private final String node;
  private final int slots;
  private final Path reporting;
  private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);
  private final ThreadLocal<StandIn> standIn = ThreadLocal.withInitial(StandIn::new);
  private final Set<AttemptId> running = ConcurrentHashMap.newKeySet();
  private volatile @Nullable WorkerDesk desk;
  private volatile String worker = "";

  private BusyNode(String node, int slots, Path reporting) {
    this.node = node;
    this.slots = slots;
    this.reporting = reporting;
  }

  /**
   * Arguments: the slots, a file that is there while runners report to the Master too, and the
   * worker's command line.
   */
  public static void main(String[] arguments) throws Exception {
    Transport.installBesideJobCode();
    List<String> words = List.of(arguments);
    Endpoint address = Endpoint.parse(words.get(words.indexOf("--master") + 1), 0);
    String id = words.get(words.indexOf("--node") + 1);
    Identity self = Enrolment.by(EnrolmentLetter.read(System.in), NewKey.make());
    InetAddress loopback = InetAddress.getLoopbackAddress();
    BusyNode node = new BusyNode(id, Integer.parseInt(words.get(0)), Path.of(words.get(1)));
    try (RmiHost host =
        RmiHost.listen(
            () -> self, Doorkeeper.byCertificate(), loopback, loopback.getHostAddress(), 0)) {
      host.serve(Names.WORKER_SERVICE, node);
      node.join(
          new RmiPeer(() -> self).master(address, Names.WORKER_DESK, WorkerDesk.class),
          new Endpoint(loopback.getHostAddress(), host.port()));
    }
  }

  private void join(WorkerDesk master, Endpoint service) throws Exception {
    desk = master;
    WorkerDesk.Welcome welcome =
        master.register(
            new WorkerDesk.Registration(
                ProtocolVersion.CURRENT,
                node,
                service,
                slots,
                slots,
                Runtime.getRuntime().maxMemory(),
                ProcessHandle.current().pid(),
                Runtime.version().toString(),
                List.of(),
                List.of()));
    worker = welcome.worker();
    while (master.heartbeat(worker, new WorkerDesk.Heartbeat(List.copyOf(running), 0, 0, ""))) {
      TimeUnit.MILLISECONDS.sleep(welcome.heartbeatMillis());
    }
    System.exit(0);
  }

  @Override
  public void start(long epoch, Order order) {
    running.add(order.attempt());
    hands.execute(() -> carryOut(order));
  }

  private void carryOut(Order order) {
    WorkerDesk master = desk;
    try {
      standIn.get().run(order, Files.exists(reporting));
    } catch (SQLException | RemoteException | RuntimeException e) {
      System.err.println(order.attempt() + ": " + e);
    }
    running.remove(order.attempt());
    try {
      while (master == null || worker.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(1); // The first order may be here before the welcome.
        master = desk;
      }
      master.attemptEnded(worker, new AttemptEnd(order.attempt(), 0, "committed"));
    } catch (RemoteException | InterruptedException e) {
      System.err.println(order.attempt() + ": " + e);
    }
  }

  @Override
  public void cancel(long epoch, AttemptId attempt) {}

  /** Nothing of it outlasts a moment, so it can go at once. */
  @Override
  public void drain(long epoch) {
    System.exit(0);
  }

  @Override
  public LogPiece readLog(AttemptId attempt, long offset, int mostBytes) {
    throw new UnsupportedOperationException("no log is kept");
  }

  @Override
  public String stacks(AttemptId attempt) {
    return "";
  }

  @Override
  public Status status() {
    return new Status(ProtocolVersion.CURRENT, node, slots, List.copyOf(running), false);
  }
}

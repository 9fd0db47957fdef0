package dev.foray.benchmarks.fence;

import dev.foray.benchmarks.fence.Inbox.Arrival;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Names;
import dev.foray.protocol.Order;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.WorkerDesk;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Enrolment;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Identity;
import dev.foray.transport.NewKey;
import dev.foray.transport.RmiHost;
import dev.foray.transport.RmiPeer;
import dev.foray.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.rmi.RemoteException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process of a node with one slot, in place of a Worker and of its runners; the Master starts
 * it. Runs a number of chunks as they are ordered, then the same again bare while the Master waits,
 * and so on to the last; leaves the figures in a file.
 */
public final class WarmNode {
  private final Inbox inbox;
  private final WorkerDesk desk;
  private final Parts parts;
  private final WarmRunner runner;
  private final int chunksOfRound;
  private final ProcessHandle postgres;
  private final Connection server;
  private final ProcessHandle master = ProcessHandle.current().parent().orElseThrow();
  private final List<Spent> with = new ArrayList<>();
  private final List<Spent> bare = new ArrayList<>();
  private String worker = "";

  private WarmNode(
      Inbox inbox,
      WorkerDesk desk,
      Parts parts,
      int chunksOfRound,
      ProcessHandle postgres,
      Connection server) {
    this.inbox = inbox;
    this.desk = desk;
    this.parts = parts;
    this.runner = new WarmRunner(parts);
    this.chunksOfRound = chunksOfRound;
    this.postgres = postgres;
    this.server = server;
  }

  /**
   * Arguments: the file for the figures, the chunks of a round, PostgreSQL's process id, URL and
   * user, and the worker's command line.
   */
  public static void main(String[] arguments) throws Exception {
    Transport.installBesideJobCode();
    Parts parts = new Parts();
    DriverManager.registerDriver(new LedgerDriver(parts)); // Before PostgreSQL's takes its URLs.
    List<String> words = List.of(arguments);
    Endpoint address = Endpoint.parse(words.get(words.indexOf("--master") + 1), 0);
    String id = words.get(words.indexOf("--node") + 1);
    Inbox inbox = new Inbox(id);
    Identity self = Enrolment.by(EnrolmentLetter.read(System.in), NewKey.make());
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (RmiHost host =
            RmiHost.listen(
                () -> self, Doorkeeper.byCertificate(), loopback, loopback.getHostAddress(), 0);
        Connection server = DriverManager.getConnection(words.get(3), words.get(4), "")) {
      host.serve(Names.WORKER_SERVICE, inbox);
      WarmNode node =
          new WarmNode(
              inbox,
              new RmiPeer(() -> self).master(address, Names.WORKER_DESK, WorkerDesk.class),
              parts,
              Integer.parseInt(words.get(1)),
              ProcessHandle.of(Long.parseLong(words.get(2))).orElseThrow(),
              server);
      node.work(id, new Endpoint(loopback.getHostAddress(), host.port()));
      node.leave(Path.of(words.get(0)));
    }
    System.exit(0);
  }

  private void work(String node, Endpoint service) throws Exception {
    WorkerDesk.Welcome welcome =
        desk.register(
            new WorkerDesk.Registration(
                ProtocolVersion.CURRENT,
                node,
                service,
                1,
                1,
                Runtime.getRuntime().maxMemory(),
                ProcessHandle.current().pid(),
                Runtime.version().toString(),
                List.of(),
                List.of()));
    worker = welcome.worker();
    ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor();
    try {
      var beating =
          heartbeats.scheduleAtFixedRate(
              this::beat, 0, welcome.heartbeatMillis(), TimeUnit.MILLISECONDS);
      Arrival next = inbox.take();
      while (next != null) {
        next = round(next);
      }
      beating.cancel(false);
    } finally {
      heartbeats.shutdownNow();
    }
  }

  /**
   * @return the first order of the next round; null: there is none
   */
  private @Nullable Arrival round(Arrival first) throws Exception {
    List<Order> orders = new ArrayList<>();
    Arrival next = first;
    double wait = 0;
    Sample before = sample();
    while (next != null && orders.size() < chunksOfRound) {
      Order order = next.order();
      orders.add(order);
      runner.run(order);
      long told = System.nanoTime();
      inbox.ended(order.attempt());
      desk.attemptEnded(worker, new AttemptEnd(order.attempt(), 0, "committed"));
      long taken = System.nanoTime();
      parts.add(Part.END, taken - told);
      next = isLast(order) ? null : inbox.take();
      // The order may overtake the answer.
      long here = next == null ? taken : Math.max(taken, next.nanos());
      parts.add(Part.DISPATCH, here - taken);
      wait += (here - told) / 1e9;
    }
    with.add(since(before, wait));
    before = sample();
    for (Order order : orders) {
      runner.runBare(order);
    }
    bare.add(since(before, 0));
    return next;
  }

  private record Sample(double postgres, double master, long transactions) {}

  private Sample sample() throws IOException, SQLException {
    return new Sample(Cpu.ofFamily(postgres), Cpu.of(master), transactions());
  }

  /** Those that have ended so far; PostgreSQL counts them up to a second later. */
  private long transactions() throws SQLException {
    try (Statement look = server.createStatement();
        ResultSet row =
            look.executeQuery(
                "select xact_commit + xact_rollback from pg_stat_database"
                    + " where datname = current_database()")) {
      row.next();
      return row.getLong(1);
    }
  }

  private Spent since(Sample before, double wait) throws IOException, SQLException {
    Sample now = sample();
    return new Spent(
        runner.takeWall() + wait,
        runner.takeCpu(),
        now.postgres() - before.postgres(),
        now.master() - before.master(),
        now.transactions() - before.transactions());
  }

  private static boolean isLast(Order order) {
    Order.ChunkSpec chunk = Objects.requireNonNull(order.chunk());
    return chunk.index() == chunk.count() - 1;
  }

  private void beat() {
    try {
      desk.heartbeat(worker, new WorkerDesk.Heartbeat(inbox.running(), 0, 0, ""));
    } catch (RemoteException e) {
      System.err.println("a heartbeat was lost: " + e.getMessage());
    }
  }

  private void leave(Path figures) throws IOException {
    Path being = figures.resolveSibling("figures.being-written");
    Files.writeString(being, new Figures(chunksOfRound, with, bare, parts).text());
    Files.move(being, figures, StandardCopyOption.ATOMIC_MOVE);
    desk.deregister(worker); // Last: the Master then ends this node.
  }
}

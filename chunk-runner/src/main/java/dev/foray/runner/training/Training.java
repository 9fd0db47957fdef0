package dev.foray.runner.training;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Names;
import dev.foray.protocol.Order;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiHost;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Trains the JVM for the runners of a release: plans, runs and finishes a made-up job with the
 * release's entities, as the runner's process does it. Where those can't be mapped on the database
 * in memory, it trains without them. Made by the runner's main, used once.
 */
public final class Training {
  private final Order order;
  private final Predicate<Order> run;

  /**
   * @param order whose code is the release's
   * @param run runs an order as the runner's process does; false: it failed
   */
  public Training(Order order, Predicate<Order> run) {
    this.order = order;
    this.run = run;
  }

  /** Whether the training went through. */
  public boolean train() throws IOException, SQLException {
    System.clearProperty("foray.drill"); // A rehearsal takes no fault that is meant for an attempt.
    PostgresClasses.load(order);
    return train("with_entities", order.code().entities()) || train("without", List.of());
  }

  private boolean train(String name, List<String> entities) throws IOException, SQLException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    if (order.identity().reveal().isEmpty()) {
      try (TrainingLedger ledger = TrainingLedger.open(name)) {
        return train(ledger, order.master(), entities); // Its runners will have no Master either.
      }
    }
    Identity self = Identity.parse(order.identity().reveal());
    Doorkeeper anybody = (caller, needed, arguments) -> {};
    try (RmiHost host =
            RmiHost.listen(() -> self, anybody, loopback, loopback.getHostAddress(), 0);
        TrainingLedger ledger = TrainingLedger.open(name)) {
      host.serve(Names.ATTEMPT_DESK, new TrainingDeskEndpoint());
      Endpoint master = new Endpoint(loopback.getHostAddress(), host.port());
      return train(ledger, master, entities);
    }
  }

  private boolean train(TrainingLedger ledger, Endpoint master, List<String> entities)
      throws SQLException {
    Trial trial = new Trial(ledger, master, code(entities));
    return run.test(trial.of(TrainingLedger.PLAN, null)) && trial.chunk(run) && trial.finish(run);
  }

  private Order.Code code(List<String> entities) {
    List<String> all = new ArrayList<>(entities);
    all.add(TrainingRow.class.getName());
    Order.Code code = order.code();
    return new Order.Code(
        code.release(),
        code.jars(),
        all,
        code.bytecodeProvider(),
        null,
        code.hibernate(),
        code.heapMegabytes(),
        code.jvmOptions());
  }

  /** The three steps of the made-up job. */
  private final class Trial {
    private final TrainingLedger ledger;
    private final Endpoint master;
    private final Order.Code code;

    Trial(TrainingLedger ledger, Endpoint master, Order.Code code) {
      this.ledger = ledger;
      this.master = master;
      this.code = code;
    }

    boolean chunk(Predicate<Order> run) throws SQLException {
      ledger.planned();
      return run.test(
          of(
              TrainingLedger.CHUNK,
              new Order.ChunkSpec(
                  0,
                  1,
                  null,
                  new Order.Range("Long", "1", "20", true),
                  new Order.Rows(TrainingRow.class.getName(), "id", null, List.of()))));
    }

    boolean finish(Predicate<Order> run) throws SQLException {
      ledger.finishing();
      return run.test(of(TrainingLedger.FINISH, null));
    }

    Order of(AttemptId attempt, Order.@Nullable ChunkSpec chunk) {
      Order.Job job = order.job();
      return new Order(
          attempt,
          order.epoch(),
          master,
          order.identity(),
          new Order.Job(
              TrainingJob.class.getName(),
              job.submittedAt(),
              0,
              List.of(),
              List.of(),
              job.timeZone(),
              job.locale(),
              job.encoding()),
          code,
          ledger.database(),
          order.settings(),
          chunk);
    }
  }
}

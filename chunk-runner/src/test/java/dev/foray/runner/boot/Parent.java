package dev.foray.runner.boot;

import dev.foray.launch.RunnerProcess;
import dev.foray.launch.RunnerTurn;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.runner.boot.jobs.Deed;
import dev.foray.runner.boot.jobs.Numbers;
import java.nio.file.Path;

/** A process that forks a runner and is killed meanwhile, as a Worker may be. */
final class Parent {
  private Parent() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    Order order =
        Runners.order(
            Numbers.class.getName(),
            Deed.START_A_CHILD_AND_HANG,
            new Order.Database(arguments[1], "sa", new Secret("")),
            new Endpoint("127.0.0.1", 1));
    RunnerTurn runner = RunnerProcess.start(Runners.launch(directory), order, log(directory));
    System.exit(runner.exit().get());
  }

  static Path log(Path directory) {
    return directory.resolve("runner.log");
  }
}

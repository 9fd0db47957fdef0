package dev.foray.runner.boot;

import dev.foray.launch.CommandPipe;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.RunnerCommand;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands in for the chunk-runner: does what the parameter {@code do} of each order says, and halts
 * when its standard input ends.
 */
public final class RunnerMain {
  private static int taken;

  private RunnerMain() {}

  public static void main(String[] arguments) throws IOException {
    while (true) {
      RunnerCommand next = CommandPipe.read(System.in);
      if (next instanceof RunnerCommand.Run run) {
        run(run);
      } else if (next instanceof RunnerCommand.Prepare) {
        System.out.println("prepares");
      } else {
        System.exit(0);
      }
    }
  }

  private static void run(RunnerCommand.Run run) throws IOException {
    Order order = run.order();
    String what =
        order.job().parameters().stream()
            .filter(parameter -> parameter.name().equals("do"))
            .map(NamedText::text)
            .findFirst()
            .orElseThrow();
    long process = ProcessHandle.current().pid();
    System.out.println(order.attempt() + " does " + what + " in process " + process);
    if (!what.equals("dawdle")) {
      System.out.print(run.marks().opened());
    }
    switch (what) {
      case "hang", "dawdle" -> haltWithInput();
      case "fail" -> System.exit(1);
      case "commit once" -> {
        if (taken++ > 0) {
          haltWithInput();
        }
        System.out.print(run.marks().end());
      }
      case "commit" -> {
        System.out.print(run.marks().end());
        if (run.last()) {
          System.exit(0);
        }
      }
      case "commit, then take leave" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(RunnerMain::takeLeave));
        System.out.print(run.marks().end());
        System.exit(0);
      }
      default -> throw new IllegalArgumentException(what);
    }
  }

  /** As the shutdown hook of a job that has something to flush. */
  private static void takeLeave() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
    System.out.println("took leave");
  }

  private static void haltWithInput() throws IOException {
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(5);
  }
}

package dev.foray.runner.boot;

import dev.foray.launch.OrderPipe;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import java.io.IOException;

/**
 * Stands in for the chunk-runner: does what the order's parameter {@code do} says, and halts when
 * its standard input ends.
 */
public final class RunnerMain {
  private RunnerMain() {}

  public static void main(String[] arguments) throws IOException {
    Order order = OrderPipe.read(System.in);
    String what =
        order.job().parameters().stream()
            .filter(parameter -> parameter.name().equals("do"))
            .map(NamedText::text)
            .findFirst()
            .orElseThrow();
    System.out.println(order.attempt() + " does " + what);
    switch (what) {
      case "hang" -> haltWithInput();
      case "fail" -> System.exit(1);
      case "commit" -> System.exit(0);
      default -> throw new IllegalArgumentException(what);
    }
  }

  private static void haltWithInput() throws IOException {
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(5);
  }
}

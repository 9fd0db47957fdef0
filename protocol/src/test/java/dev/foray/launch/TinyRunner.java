package dev.foray.launch;

import dev.foray.protocol.RunnerCommand;
import java.io.IOException;
import java.util.Map;

/** A process that stands for a chunk-runner in {@link RunnerProcessIT}. */
final class TinyRunner {
  private TinyRunner() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "greet" -> greet();
      case "print" -> print(Integer.parseInt(arguments[1]));
      case "hang" -> hang();
      case "hang-with-child" -> {
        child();
        hang();
      }
      case "leave-child" -> child();
      case "serve" -> serve();
      case "exit-unread" -> System.exit(9);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void greet() throws IOException {
    RunnerCommand.Run run = (RunnerCommand.Run) CommandPipe.read(System.in);
    System.out.println(run.order().job().jobClass());
    System.err.println("and to the other stream");
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (variable.getKey().startsWith("FORAY_")) {
        System.out.println("sees " + variable.getKey());
      }
    }
    System.exit(7);
  }

  /** Carries out one order after the other, as the runner does. */
  private static void serve() throws IOException {
    System.out.println("ready");
    for (RunnerCommand next = CommandPipe.read(System.in); ; next = CommandPipe.read(System.in)) {
      if (next instanceof RunnerCommand.Run run) {
        System.out.print("works at ");
        System.out.print(run.marks().opened());
        System.out.print(run.order().attempt());
        System.out.print(run.marks().end());
        System.out.println("behind " + run.order().attempt());
      } else if (next instanceof RunnerCommand.End) {
        System.exit(0);
      }
    }
  }

  private static void print(int lines) {
    for (int i = 0; i < lines; i++) {
      System.out.println("line " + i + " " + "x".repeat(90));
    }
    System.out.println("the end");
  }

  /** Prints the child's id, which shares the standard output. */
  private static void child() throws IOException {
    Process child = new ProcessBuilder("sleep", "600").inheritIO().start();
    System.out.println("child " + child.pid());
  }

  private static void hang() throws IOException {
    System.out.println("hangs");
    while (System.in.read() >= 0) {}
  }
}

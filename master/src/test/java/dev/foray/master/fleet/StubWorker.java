package dev.foray.master.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stands for a worker's process in tests. It does nothing but end, as its number of slots tells it:
 * 2 as asked, 3 never by SIGTERM, 4 at once with exit code 2, 5 as asked but leaving a process
 * behind, 6 as asked after saying what it was handed.
 */
public final class StubWorker {
  static final int ENDS_AS_ASKED = 2;
  static final int IGNORES_SIGTERM = 3;
  static final int ENDS_AT_ONCE = 4;
  static final int LEAVES_A_PROCESS = 5;
  static final int READS_ITS_LETTER = 6;

  private StubWorker() {}

  public static void main(String[] arguments) throws Exception {
    List<String> options = List.of(arguments);
    System.getenv().keySet().stream()
        .filter(name -> name.startsWith("FORAY_"))
        .forEach(name -> System.out.println("inherited " + name));
    System.out.println("started with " + String.join(" ", options));
    switch (Integer.parseInt(options.get(options.indexOf("--slots") + 1))) {
      case IGNORES_SIGTERM -> Runtime.getRuntime().addShutdownHook(new Thread(StubWorker::hang));
      case ENDS_AT_ONCE -> {
        System.out.println("there is no such option\n");
        System.exit(2);
      }
      case LEAVES_A_PROCESS -> new ProcessBuilder("sleep", "600").start();
      case READS_ITS_LETTER -> {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = ""; !line.equals("end"); System.out.println(line)) {
          line = String.valueOf(input.readLine());
        }
      }
      default -> {}
    }
    if (options.contains("--stop-with-master")) {
      awaitEndOfInput();
    } else {
      hang();
    }
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {}
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

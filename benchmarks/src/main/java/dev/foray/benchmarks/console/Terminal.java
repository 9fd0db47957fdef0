package dev.foray.benchmarks.console;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jline.utils.ScreenTerminal;

/**
 * A terminal of 80 columns and 24 rows with a command on it, by the system's {@code script}. Its
 * reader is a thread that ends with the command. Thread-safe.
 */
public final class Terminal implements AutoCloseable {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;
  private static final long LONGEST_SECONDS = 60;

  private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
  private final Process process;

  public Terminal(String command, Map<String, String> environment) throws IOException {
    String sized = "stty rows " + ROWS + " cols " + COLUMNS + "; exec " + command;
    ProcessBuilder builder =
        new ProcessBuilder(List.of("script", "-qfec", sized, "/dev/null"))
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("TERM", "xterm-256color");
    process = builder.start();
    Thread reader = new Thread(this::read, "terminal");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    char[] some = new char[4_096];
    try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
        take(new String(some, 0, count));
      }
    } catch (IOException e) {
      take(""); // It is closed.
    }
  }

  private synchronized void take(String text) {
    screen.write(text);
    notifyAll();
  }

  /** Types that, and waits until this is on the screen; how many milliseconds that took. */
  public double type(String keys, String awaited) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    await(awaited);
    return (System.nanoTime() - begin) / 1e6;
  }

  /** Waits until this is on the screen. */
  public synchronized void await(String text) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (!seen().contains(text)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new IllegalStateException("\"" + text + "\" does not come:\n" + seen());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private String seen() {
    long[] cells = new long[COLUMNS * ROWS];
    screen.dump(cells, new int[2]);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < cells.length; at++) {
      int point = ScreenTerminal.cellCodePoint(cells[at]);
      text.appendCodePoint(point == 0 ? ' ' : point).append((at + 1) % COLUMNS == 0 ? "\n" : "");
    }
    return text.toString();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}

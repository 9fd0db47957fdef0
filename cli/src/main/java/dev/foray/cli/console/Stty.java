package dev.foray.cli.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How the terminal is set that is this process's standard input: by {@code stty}, which every
 * system has, in one process for all that is to be known at the start. {@link Tty} owns it.
 * Thread-safe: whoever asks after it was put back changes nothing any more.
 */
final class Stty {
  private static final Size USUAL = new Size(24, 80);

  /**
   * Keys come one by one and unchanged, Ctrl-C still interrupts, and nothing else that is typed
   * means something to the system: the screen is not left half drawn.
   */
  private static final String KEYS =
      "stty -icanon -echo -iexten -ixon -icrnl -inlcr isig min 1 time 0 susp undef quit undef";

  private static final String SIZE = "stty size";
  private static final long LONGEST_SECONDS = 10;

  private final String before;
  private Size known;
  private boolean taken;

  /** In characters. */
  record Size(int rows, int columns) {}

  private Stty(String before, Size known, boolean taken) {
    this.before = before;
    this.known = known;
    this.taken = taken;
  }

  /**
   * Has keys come as they are typed.
   *
   * @throws IOException if standard input is no terminal
   */
  static Stty takeOver() throws IOException, InterruptedException {
    List<String> said = run(List.of("sh", "-c", "stty -g && " + SIZE + " && " + KEYS));
    if (said.size() != 2) {
      throw new IOException("stty said " + said);
    }
    return new Stty(said.get(0), size(said.get(1)), true);
  }

  /** For what is no terminal: nothing is set, and the size stays. */
  static Stty none() {
    return new Stty("", USUAL, false);
  }

  synchronized Size size() {
    return known;
  }

  /** Looks how large it is now, and sets it anew: a shell may have had it in between. */
  synchronized void lookAgain() throws InterruptedException {
    if (taken) {
      try {
        List<String> said = run(List.of("sh", "-c", KEYS + " && " + SIZE));
        known = said.isEmpty() ? known : size(said.get(0));
      } catch (IOException e) {
        taken = true; // There is no process to be had now: it stays as it was.
      }
    }
  }

  /** As it was. */
  synchronized void putBack() {
    if (taken) {
      taken = false;
      try {
        run(List.of("stty", before));
      } catch (IOException e) {
        taken = false; // Nobody is left to tell; `stty sane` is what people type then.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A terminal on a serial line does not know its own. */
  private static Size size(String rowsAndColumns) {
    String[] numbers = rowsAndColumns.strip().split(" ", -1);
    try {
      Size size = new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      return size.rows() > 0 && size.columns() > 0 ? size : USUAL;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return USUAL;
    }
  }

  /** The lines that it says. */
  private static List<String> run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("stty does not end");
    }
    return said.lines().toList();
  }
}

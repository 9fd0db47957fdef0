package dev.foray.cli.screen;

import java.io.PrintStream;
import java.util.List;

/**
 * Where a command writes: whole lines, and on a terminal one line that is redrawn in place below
 * them. Made by the command line's main. Thread-safe: Ctrl-C has the last word from a thread of its
 * own.
 */
public final class Screen {
  private static final String WIDEST_LINE_ONLY = "\u001b[?7l";
  private static final String WRAP_AGAIN = "\u001b[?7h";
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final int width;
  private boolean redrawn;
  private boolean ended;

  /**
   * @param width columns of the terminal that {@code out} is; 0: it is none
   */
  public Screen(PrintStream out, PrintStream err, int width) {
    this.out = out;
    this.err = err;
    this.width = width;
  }

  public boolean isTerminal() {
    return width > 0;
  }

  public int width() {
    return width;
  }

  public synchronized void line(String text) {
    lines(List.of(text));
  }

  /** Writes all of them at once. */
  public synchronized void lines(List<String> texts) {
    if (!ended) {
      erase();
      texts.forEach(text -> out.println(Plain.text(text)));
      out.flush();
    }
  }

  /** Leaves an empty terminal, and goes on at its top. */
  public synchronized void clear() {
    if (!ended && isTerminal()) {
      out.print("\u001b[H\u001b[J");
      out.flush();
    }
  }

  /** Writes text as it is, such as a log. */
  public synchronized void text(String text) {
    if (!ended) {
      erase();
      out.print(Plain.text(text));
      out.flush();
    }
  }

  /** Draws the line that the next call replaces. Nothing where there is no terminal. */
  public synchronized void redraw(String text) {
    if (!ended && isTerminal()) {
      out.print(WIDEST_LINE_ONLY + ERASE_LINE + Plain.line(text) + WRAP_AGAIN);
      out.flush();
      redrawn = true;
    }
  }

  /** What went wrong, where errors belong. */
  public synchronized void complain(String sentence) {
    if (!ended) {
      erase();
      err.println(Plain.text(sentence));
      err.flush();
    }
  }

  /** Complains, and nothing more is written after it, whoever still tries. */
  public synchronized void lastWord(String sentence) {
    complain(sentence);
    ended = true;
  }

  private void erase() {
    if (redrawn) {
      out.print(ERASE_LINE);
      redrawn = false;
    }
  }
}

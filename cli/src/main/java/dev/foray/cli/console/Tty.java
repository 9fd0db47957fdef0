package dev.foray.cli.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.utils.NonBlocking;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The terminal: keys come in, lines go out, and what it was before is put back however the process
 * ends. Keys are read by one thread, lines written by another; {@link #close} may be called by any,
 * and again.
 */
final class Tty implements AutoCloseable {
  private static final String OPEN = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";
  private static final String CLOSE = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

  private final PrintStream out;
  private final Stty stty;
  private final boolean colour;
  private final KeyMap<Press> keys = keyMap();
  private final BindingReader reader;
  private final AtomicBoolean closed = new AtomicBoolean();
  private List<String> drawn = List.of();

  private Tty(InputStream in, OutputStream out, Stty stty, boolean colour) {
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    this.stty = stty;
    this.colour = colour;
    reader =
        new BindingReader(NonBlocking.nonBlocking("console-input", in, StandardCharsets.UTF_8));
  }

  /**
   * The one that this process was started on.
   *
   * @param ended called when Ctrl-C is pressed
   * @param resized called when the terminal has another size
   */
  static Tty open(boolean colour, Runnable ended, Runnable resized)
      throws IOException, InterruptedException {
    Stty stty = Stty.takeOver();
    Tty tty =
        over(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            stty,
            colour);
    Signals.register("INT", ended);
    Signals.register("WINCH", resized);
    Signals.register("CONT", resized);
    return tty;
  }

  /** Somebody types there, and sees this. */
  static Tty over(InputStream in, OutputStream out, Stty stty, boolean colour) {
    Tty tty = new Tty(in, out, stty, colour);
    tty.write(OPEN);
    return tty;
  }

  int rows() {
    return stty.size().rows();
  }

  int columns() {
    return stty.size().columns();
  }

  /** Asks how large it is now, and has all drawn anew. */
  void measure() {
    try {
      stty.lookAgain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    drawn = List.of();
    write("\u001b[2J");
  }

  /** Waits for a key. */
  Press read() {
    try {
      @Nullable Press press = reader.readBinding(keys, null, true);
      if (press != null) {
        return press.key() == Press.Key.TEXT ? Press.text(reader.getLastBinding()) : press;
      }
    } catch (IOError | IllegalStateException e) {
      return Press.of(Press.Key.END_OF_INPUT); // It is closed.
    }
    return Press.of(Press.Key.END_OF_INPUT);
  }

  /** Writes the lines that are other than they were. */
  void draw(List<Line> lines) {
    StringBuilder changes = new StringBuilder();
    List<String> now = new ArrayList<>();
    for (int row = 0; row < lines.size(); row++) {
      String text = lines.get(row).drawn(columns(), colour);
      now.add(text);
      if (row >= drawn.size() || !drawn.get(row).equals(text)) {
        // What is erased behind a line that is as wide as the screen would be its last character.
        changes.append("\u001b[").append(row + 1).append(";1H\u001b[0m\u001b[K").append(text);
      }
    }
    drawn = now;
    if (changes.length() > 0) {
      write(changes.toString());
    }
  }

  private synchronized void write(String text) {
    if (!closed.get()) {
      out.print(text);
      out.flush();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed.get()) {
        return;
      }
      write(CLOSE);
      closed.set(true);
    }
    stty.putBack();
  }

  private static KeyMap<Press> keyMap() {
    KeyMap<Press> keys = new KeyMap<>();
    keys.setAmbiguousTimeout(50);
    keys.setUnicode(Press.text(""));
    keys.setNomatch(Press.text(""));
    for (char each = ' '; each < '\u007f'; each++) {
      keys.bind(Press.text(""), String.valueOf(each));
    }
    bind(keys, Press.Key.UP, "\u001b[A", "\u001bOA", "\u0010");
    bind(keys, Press.Key.DOWN, "\u001b[B", "\u001bOB", "\u000e");
    bind(keys, Press.Key.RIGHT, "\u001b[C", "\u001bOC");
    bind(keys, Press.Key.LEFT, "\u001b[D", "\u001bOD");
    bind(keys, Press.Key.PAGE_UP, "\u001b[5~", "\u0002");
    bind(keys, Press.Key.PAGE_DOWN, "\u001b[6~", "\u0006");
    bind(keys, Press.Key.HOME, "\u001b[H", "\u001bOH", "\u001b[1~");
    bind(keys, Press.Key.END, "\u001b[F", "\u001bOF", "\u001b[4~");
    bind(keys, Press.Key.ENTER, "\r", "\n");
    bind(keys, Press.Key.ESCAPE, "\u001b");
    bind(keys, Press.Key.TAB, "\t");
    bind(keys, Press.Key.BACKSPACE, "\u007f", "\b");
    return keys;
  }

  private static void bind(KeyMap<Press> keys, Press.Key key, String... sequences) {
    keys.bind(Press.of(key), sequences);
  }
}

package dev.foray.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Sized;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The terminal: keys come in, lines go out, and what it was before is put back however the process
 * ends. It is set by {@code stty}, which every system has, and needs no native code. Keys are read
 * by one thread, lines written by another; {@link #close} may be called by any, and again.
 */
final class Tty implements AutoCloseable {
  private static final String OPEN = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";
  private static final String CLOSE = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  private final Terminal terminal;
  private final Attributes before;
  private final boolean colour;
  private final KeyMap<Press> keys = keyMap();
  private final BindingReader reader;
  private final AtomicBoolean closed = new AtomicBoolean();
  private List<String> drawn = List.of();
  private int rows;
  private int columns;

  private Tty(Terminal terminal, boolean colour) {
    this.terminal = terminal;
    this.colour = colour;
    before = terminal.enterRawMode();
    reader = new BindingReader(terminal.reader());
  }

  /**
   * @param ended called when Ctrl-C is pressed
   * @param resized called when the terminal has another size
   */
  static Tty open(boolean colour, Runnable ended, Runnable resized) throws IOException {
    Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .provider("exec")
            .dumb(false)
            .encoding(StandardCharsets.UTF_8)
            .nativeSignals(true)
            .signalHandler(signal -> react(signal, ended, resized))
            .build();
    Tty tty = new Tty(terminal, colour);
    tty.write(OPEN);
    tty.measure();
    return tty;
  }

  private static void react(Signal signal, Runnable ended, Runnable resized) {
    switch (signal) {
      case INT -> ended.run();
      case WINCH, CONT -> resized.run();
      case QUIT, TSTP, INFO -> {} // The screen is not left half drawn.
    }
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** Asks how large it is now, and has all drawn anew. */
  void measure() {
    Sized size = terminal.getSize();
    boolean known = size.getRows() > 0 && size.getColumns() > 0;
    rows = known ? size.getRows() : 24;
    columns = known ? size.getColumns() : 80;
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
      String text = lines.get(row).drawn(columns, colour);
      now.add(text);
      if (row >= drawn.size() || !drawn.get(row).equals(text)) {
        changes.append("\u001b[").append(row + 1).append(";1H").append(text).append("\u001b[K");
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

  /** Where the process is asked to end, JLine may have closed its terminal before. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed.get()) {
        return;
      }
      write(CLOSE);
      closed.set(true);
    }
    try {
      terminal.setAttributes(before);
      terminal.close();
    } catch (IOException | IllegalStateException e) {
      out.flush(); // It is closed, and what it was before is put back.
    }
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

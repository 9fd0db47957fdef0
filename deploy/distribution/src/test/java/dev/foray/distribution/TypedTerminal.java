package dev.foray.distribution;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlFlag;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.utils.ScreenTerminal;

/**
 * A real pseudo-terminal with a process on it, and what a person would see there. Its reader is a
 * thread that ends with the process. Thread-safe.
 */
final class TypedTerminal implements AutoCloseable {
  private final JniNativePty pty;
  private final int columns;
  private final int rows;
  private final ScreenTerminal screen;
  private final StringBuilder written = new StringBuilder();
  private final Process process;

  /** Of 80 columns and 24 rows. */
  TypedTerminal(ProcessBuilder command, Map<String, String> environment) throws IOException {
    this(command, environment, 80, 24);
  }

  TypedTerminal(ProcessBuilder command, Map<String, String> environment, int columns, int rows)
      throws IOException {
    this.columns = columns;
    this.rows = rows;
    screen = new ScreenTerminal(columns, rows);
    pty = (JniNativePty) new JniTerminalProvider().open(usual(), Size.of(columns, rows));
    command.environment().putAll(environment);
    process =
        command
            .redirectInput(Path.of(pty.getName()).toFile())
            .redirectOutput(Path.of(pty.getName()).toFile())
            .redirectError(Path.of(pty.getName()).toFile())
            .start();
    Thread reader = new Thread(this::read, "terminal-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** As a shell leaves it. */
  private static Attributes usual() {
    Attributes usual = new Attributes();
    usual.setInputFlags(EnumSet.of(InputFlag.ICRNL, InputFlag.IXON));
    usual.setOutputFlags(EnumSet.of(OutputFlag.OPOST, OutputFlag.ONLCR));
    usual.setControlFlags(EnumSet.of(ControlFlag.CS8, ControlFlag.CREAD));
    usual.setLocalFlags(
        EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.ISIG, LocalFlag.IEXTEN));
    return usual;
  }

  private void read() {
    char[] some = new char[4_096];
    try (Reader reader = new InputStreamReader(pty.getMasterInput(), StandardCharsets.UTF_8)) {
      for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
        take(new String(some, 0, count));
      }
    } catch (IOException e) {
      take(""); // It is closed.
    }
  }

  private synchronized void take(String text) {
    written.append(text);
    screen.write(text);
  }

  void type(String keys) throws IOException {
    pty.getMasterOutput().write(keys.getBytes(StandardCharsets.UTF_8));
    pty.getMasterOutput().flush();
  }

  /** The screen as text, a line each. */
  synchronized String seen() {
    long[] cells = new long[columns * rows];
    screen.dump(cells, new int[2]);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < cells.length; at++) {
      int point = ScreenTerminal.cellCodePoint(cells[at]);
      text.appendCodePoint(point == 0 ? ' ' : point).append((at + 1) % columns == 0 ? "\n" : "");
    }
    return text.toString();
  }

  /** All that was written to it, with its sequences. */
  synchronized String written() {
    return written.toString();
  }

  /** Whether lines are read and keys are echoed, as a shell needs it. */
  boolean isAsBefore() {
    try {
      Attributes now = pty.getAttr();
      return now.getLocalFlag(LocalFlag.ICANON)
          && now.getLocalFlag(LocalFlag.ECHO)
          && now.getInputFlag(InputFlag.ICRNL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Process process() {
    return process;
  }

  static List<String> restoring() {
    return List.of("\u001b[?25h", "\u001b[?1049l");
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    pty.close();
  }
}

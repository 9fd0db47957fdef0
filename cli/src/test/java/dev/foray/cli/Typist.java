package dev.foray.cli;

import dev.foray.cli.reach.Identities;
import dev.foray.cli.reach.Pace;
import dev.foray.cli.screen.Screen;
import dev.foray.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types commands and reads what they answer. Used by one thread. */
final class Typist {
  final FakePace pace = new FakePace();
  final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Runnable> reactions = new ArrayList<>();
  private final List<String> masterCommand = new ArrayList<>();
  private int width;
  private Pace used = pace;

  Typist(Path dataDirectory) {
    Transport.install();
    environment.put("FORAY_HOME", dataDirectory.toString());
  }

  Typist atTerminal(int width) {
    this.width = width;
    return this;
  }

  Typist startingMastersBy(List<String> command) {
    masterCommand.addAll(command);
    return this;
  }

  /** Where another process is waited for. */
  Typist inRealTime() {
    used = Pace.real();
    return this;
  }

  /** Ctrl-C, as far as the command itself is told of it. */
  void interrupts() {
    List.copyOf(reactions).forEach(Runnable::run);
  }

  /**
   * @return the exit code
   */
  int types(String... words) {
    out.reset();
    err.reset();
    Screen screen = new Screen(stream(out), stream(err), width);
    return CliMain.run(
        new Surroundings(screen, environment, used, this::watch, masterCommand, Identities.NONE),
        words);
  }

  /** What stands on standard output. */
  String reads() {
    return text(out);
  }

  /** What stands on standard error. */
  String complaint() {
    return text(err);
  }

  private Interrupts.Watch watch(Runnable reaction) {
    reactions.add(reaction);
    return () -> reactions.remove(reaction);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}

package dev.foray.cli;

import dev.foray.cli.reach.Pace;
import dev.foray.cli.screen.Screen;
import dev.foray.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command that is typed at {@code bin/master}, run in this process: the same code, without half a
 * second of a JVM's start each time.
 */
public final class TypedHere {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final int exitCode;

  private TypedHere(Path dataDirectory, String... arguments) {
    Transport.install();
    this.exitCode =
        CliMain.run(
            new Surroundings(
                new Screen(print(out), print(err), 0),
                Map.of("FORAY_HOME", dataDirectory.toString()),
                Pace.real(),
                reaction -> () -> {},
                List.of()),
            arguments);
  }

  public static TypedHere run(Path dataDirectory, String... arguments) {
    return new TypedHere(dataDirectory, arguments);
  }

  public int exitCode() {
    return exitCode;
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}

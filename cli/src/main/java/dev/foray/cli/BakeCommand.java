package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the script that makes an image for nodes; asks no Master. */
@Command(
    name = "bake",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Print a script that prepares an instance to become an image, from which nodes boot in"
          + " seconds: with Java, Foray's jars and the users that a node has. The script says how to"
          + " run it and what to do then."
    },
    footer = {
      "",
      "Example, on the instance:",
      "  master bake > bake.sh",
      "  sudo sh bake.sh foray-0.1.0.tar.gz"
    })
final class BakeCommand implements Callable<Integer> {
  private static final String SCRIPT = "bake.sh";

  private final Surroundings around;

  BakeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    around.screen().text(script().replace("@VERSION@", Version.foray()));
    return ExitCode.SUCCEEDED.number();
  }

  private static String script() {
    try (InputStream resource =
        Objects.requireNonNull(BakeCommand.class.getResourceAsStream(SCRIPT), SCRIPT)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(SCRIPT + " can't be read", e);
    }
  }
}

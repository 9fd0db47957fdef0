package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Types lines into a shell, as a person does: what one exports is there for the next ones. Each has
 * to end with 0.
 *
 * @param room a directory of the test's
 * @param place where the shell stands
 * @param environment what it has beside this process's own
 */
record Typist(Path room, Path place, Map<String, String> environment) {
  private static final String SHELL =
      """
      [ ! -e "$ROOM/exported" ] || . "$ROOM/exported"
      %s
      code=$?
      export -p >"$ROOM/exported"
      exit $code
      """;

  Distribution.Ended type(String line) throws IOException, InterruptedException {
    return type(line, "");
  }

  /** Types a line, and then another one into what the first has started. */
  Distribution.Ended type(String line, String within) throws IOException, InterruptedException {
    Path input = Files.writeString(room.resolve("typed"), within + "\n");
    ProcessBuilder shell = new ProcessBuilder(List.of("sh", "-c", SHELL.formatted(line)));
    shell.directory(place.toFile());
    shell.environment().keySet().removeIf(name -> name.startsWith("FORAY_"));
    shell.environment().putAll(environment);
    Distribution.Ended ended = Distribution.end(shell, input);
    assertThat(ended.exitCode()).as("%s\n%s\n%s", line, within, ended).isZero();
    return ended;
  }
}

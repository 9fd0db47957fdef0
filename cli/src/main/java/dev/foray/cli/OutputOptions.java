package dev.foray.cli;

import dev.foray.cli.follow.Display;
import dev.foray.cli.follow.LiveDisplay;
import dev.foray.cli.follow.PlainDisplay;
import dev.foray.cli.json.Json;
import dev.foray.cli.screen.Screen;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the answer is written. */
final class OutputOptions {
  @Option(names = "--json", description = "Write the answer as JSON.")
  private boolean json;

  private boolean onOneLine;

  boolean isJson() {
    return json;
  }

  /** One answer follows the other: each gets a line, if it is for programs. */
  void repeat() {
    onOneLine = true;
  }

  /** How a job is shown as it goes on. */
  Display display(Screen screen) {
    if (json) {
      return Display.NONE;
    }
    return screen.isTerminal() ? new LiveDisplay(screen) : new PlainDisplay(screen);
  }

  /** Writes what is said on the way to the answer; programs don't want it. */
  void say(Screen screen, String line) {
    if (!json) {
      screen.line(line);
    }
  }

  /** Writes the answer in the form that was asked for; the other one is not made. */
  void write(Screen screen, Supplier<@Nullable Object> forPrograms, Supplier<List<String>> lines) {
    if (json) {
      Object answer = forPrograms.get();
      screen.line(onOneLine ? Json.line(answer) : Json.of(answer));
    } else {
      screen.lines(lines.get());
    }
  }
}

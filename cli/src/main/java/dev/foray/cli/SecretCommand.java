package dev.foray.cli;

import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import dev.foray.settings.SecretFiles;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps what jobs need and nobody may read; on the Master's own host. */
@Command(
    name = "secret",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    description = {
      "Keep secrets for jobs, which get them by job.secret(name): in files of the Master's data"
          + " directory, on its own host. A running Master needs no restart."
    },
    footer = {"", "Example:", "  master secret set mail < mail-password"})
final class SecretCommand implements Runnable {
  private static final int LONGEST = 1 << 20;

  private final Surroundings around;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final DataDirectoryOption dataDirectory = new DataDirectoryOption();

  SecretCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Which command?");
    }
  }

  @Command(
      name = "set",
      abbreviateSynopsis = true,
      description = {
        "Keep a secret: asked for on a terminal, else all of standard input but the end of its"
            + " last line."
      },
      footer = {"", "Example:", "  master secret set mail < mail-password"})
  int set(@Parameters(paramLabel = "NAME", description = "By which jobs ask for it.") String name)
      throws Refused {
    files().set(name, read(name));
    around.screen().line(Wording.secretKept(name));
    return ExitCode.SUCCEEDED.number();
  }

  @Command(
      name = "list",
      abbreviateSynopsis = true,
      description = "List the names of the secrets.",
      footer = {"", "Example:", "  master secret list"})
  int list() throws Refused {
    List<String> names = files().names();
    around.screen().lines(names.isEmpty() ? List.of(Wording.noSecrets()) : names);
    return ExitCode.SUCCEEDED.number();
  }

  @Command(
      name = "remove",
      abbreviateSynopsis = true,
      description = "Delete a secret.",
      footer = {"", "Example:", "  master secret remove mail"})
  int remove(@Parameters(paramLabel = "NAME", description = "Which.") String name) throws Refused {
    files().remove(name);
    around.screen().line(Wording.secretRemoved(name));
    return ExitCode.SUCCEEDED.number();
  }

  /** On a terminal, as {@code bin/master} has seen: newer JDKs have a console without one, too. */
  @SuppressWarnings("SystemConsoleNull")
  private static Secret typed(String name) {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("%s: ", name);
    return new Secret(typed == null ? "" : new String(typed));
  }

  private SecretFiles files() {
    return new SecretFiles(dataDirectory.absolute(around.environment()));
  }

  private Secret read(String name) throws Refused {
    if (Boolean.getBoolean("foray.typed")) {
      return typed(name);
    }
    try {
      String text = new String(System.in.readNBytes(LONGEST), StandardCharsets.UTF_8);
      return new Secret(text.replaceFirst("\\r?\\n\\z", ""));
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE, "standard input can't be read (" + e.getMessage() + ")");
    }
  }
}

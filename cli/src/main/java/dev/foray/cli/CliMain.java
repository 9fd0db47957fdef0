package dev.foray.cli;

import dev.foray.cli.reach.Pace;
import dev.foray.cli.screen.Screen;
import dev.foray.transport.Transport;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The process behind {@code bin/master}, except for {@code start}: reads the command line, runs one
 * command, ends with its exit code. What fails is one sentence on standard error.
 */
public final class CliMain {
  private CliMain() {}

  public static void main(String[] arguments) {
    System.exit(run(around(), arguments));
  }

  /** Those of this process, which is set up for them. */
  static Surroundings around() {
    // No option is a time or of SQL, and what picocli reads of those classes takes a while.
    System.setProperty("picocli.converters.excludes", "java[.](time|sql)[.].*");
    // Else each jar is searched for one; and this is no news.
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
    Transport.install();
    Transport.warmUp();
    Screen screen =
        new Screen(
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            Integer.getInteger("foray.terminal", 0));
    return new Surroundings(
        screen,
        System.getenv(),
        Pace.real(),
        Interrupts.ofThisProcess(),
        List.of(System.getProperty("foray.home", ".") + "/bin/master", "start"));
  }

  static int run(Surroundings around, String... arguments) {
    Screen screen = around.screen();
    MasterCommand master = new MasterCommand();
    CommandLine line = line(master, around, named(arguments));
    StringWriter usage = new StringWriter();
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setOut(new PrintWriter(usage));
    line.setUsageHelpWidth(screen.isTerminal() ? Math.max(60, screen.width()) : 80);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    Verdict verdict = new Verdict(screen, master);
    line.setParameterExceptionHandler(verdict);
    line.setExecutionExceptionHandler(verdict);
    int code = line.execute(arguments);
    screen.text(usage.toString());
    return code;
  }

  /** With every command. */
  static CommandLine line(Surroundings around) {
    return line(new MasterCommand(), around, CommandNames.ALL);
  }

  private static CommandLine line(MasterCommand master, Surroundings around, List<String> names) {
    CommandLine line = new CommandLine(master);
    line.getCommandSpec().addOption(flag("Show the version and stop.", true, "--version"));
    for (String name : names) {
      line.addSubcommand(name, CommandNames.command(name, around));
    }
    addHelp(line);
    return line;
  }

  /** The one that is named first, or else all: what picocli reads of each takes a while. */
  private static List<String> named(String... arguments) {
    return arguments.length > 0 && CommandNames.ALL.contains(arguments[0])
        ? List.of(arguments[0])
        : CommandNames.ALL;
  }

  private static void addHelp(CommandLine line) {
    line.getSubcommands().values().forEach(CliMain::addHelp);
    line.getCommandSpec().addOption(flag("Show this and stop.", false, "-h", "--help"));
  }

  private static OptionSpec flag(String description, boolean ofVersion, String... names) {
    return OptionSpec.builder(names)
        .description(description)
        .versionHelp(ofVersion)
        .usageHelp(!ofVersion)
        .build();
  }

  /** UTF-8 whatever the locale: names from a database don't fit into ASCII. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
  }
}

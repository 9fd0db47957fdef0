package dev.foray.cli;

import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.reach.Pace;
import dev.foray.cli.screen.Screen;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.NearestName;
import dev.foray.protocol.Refused;
import dev.foray.transport.Transport;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The process behind {@code bin/master}, except for {@code start}: reads the command line, runs one
 * command, ends with its exit code. What fails is one sentence on standard error.
 */
public final class CliMain {
  private static final int MOST_LETTERS = 2;

  private CliMain() {}

  public static void main(String[] arguments) {
    Transport.install();
    Screen screen =
        new Screen(
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            Integer.getInteger("foray.terminal", 0));
    Surroundings around =
        new Surroundings(
            screen,
            System.getenv(),
            Pace.real(),
            Interrupts.ofThisProcess(),
            List.of(System.getProperty("foray.home", ".") + "/bin/master", "start"));
    System.exit(run(around, arguments));
  }

  static int run(Surroundings around, String... arguments) {
    Screen screen = around.screen();
    MasterCommand master = new MasterCommand();
    CommandLine line = line(master, commands(around, arguments));
    StringWriter usage = new StringWriter();
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setOut(new PrintWriter(usage));
    line.setUsageHelpWidth(screen.isTerminal() ? Math.max(60, screen.width()) : 80);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, all) -> misused(screen, e));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> failed(screen, e, master.isVerbose()));
    int code = line.execute(arguments);
    screen.text(usage.toString());
    return code;
  }

  static boolean isCommand(Surroundings around, String name) {
    return all(around).containsKey(name);
  }

  /** With every command. */
  static CommandLine line(Surroundings around) {
    return line(new MasterCommand(), commands(around));
  }

  private static CommandLine line(MasterCommand master, Map<String, Object> commands) {
    CommandLine line = new CommandLine(master);
    line.getCommandSpec().addOption(flag("Show the version and stop.", true, "--version"));
    commands.forEach(line::addSubcommand);
    addHelp(line);
    return line;
  }

  /** The one that is named first, or else all: what picocli reads of each takes a while. */
  private static Map<String, Object> commands(Surroundings around, String... arguments) {
    Map<String, Supplier<Object>> all = all(around);
    if (arguments.length > 0 && all.containsKey(arguments[0])) {
      all.keySet().retainAll(Set.of(arguments[0]));
    }
    Map<String, Object> commands = new LinkedHashMap<>();
    all.forEach((name, command) -> commands.put(name, command.get()));
    return commands;
  }

  private static Map<String, Supplier<Object>> all(Surroundings around) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("run", () -> new RunCommand(around));
    all.put("start", StartCommand::new);
    all.put("doctor", DoctorCommand::new);
    all.put("submit", () -> new SubmitCommand(around));
    all.put("plan", () -> new PlanCommand(around));
    all.put("console", () -> new ConsoleCommand(around));
    all.put("web", () -> new WebCommand(around));
    all.put("jobs", () -> new JobsCommand(around));
    all.put("job", () -> new JobCommand(around));
    all.put("chunks", () -> new ChunksCommand(around));
    all.put("attempts", () -> new AttemptsCommand(around));
    all.put("skipped", () -> new SkippedCommand(around));
    all.put("logs", () -> new LogsCommand(around));
    all.put("report", () -> new ReportCommand(around));
    all.put("why", () -> new WhyCommand(around));
    all.put("stacks", () -> new StacksCommand(around));
    all.put("pause", () -> new PauseCommand(around));
    all.put("resume", () -> new ResumeCommand(around));
    all.put("limit", () -> new LimitCommand(around));
    all.put("budget", () -> new BudgetCommand(around));
    all.put("notify", () -> new NotifyCommand(around));
    all.put("retry", () -> new RetryCommand(around));
    all.put("cancel", () -> new CancelCommand(around));
    all.put("wait", () -> new WaitCommand(around));
    all.put("nodes", () -> new NodesCommand(around));
    all.put("node", () -> new NodeCommand(around));
    all.put("drain", () -> new DrainCommand(around));
    all.put("sweep", SweepCommand::new);
    all.put("invite", () -> new InviteCommand(around));
    all.put("login", () -> new LoginCommand(around));
    all.put("logout", () -> new LogoutCommand(around));
    all.put("certificates", () -> new CertificatesCommand(around));
    all.put("revoke", () -> new RevokeCommand(around));
    all.put("deploy", () -> new DeployCommand(around));
    all.put("releases", () -> new ReleasesCommand(around));
    all.put("release", () -> new ReleaseCommand(around));
    all.put("promote", () -> new PromoteCommand(around));
    all.put("rollback", () -> new RollbackCommand(around));
    all.put("secret", () -> new SecretCommand(around));
    all.put("runtime", () -> new RuntimeCommand(around));
    all.put("bake", () -> new BakeCommand(around));
    all.put("backup", () -> new BackupCommand(around));
    all.put("restore", () -> new RestoreCommand(around));
    all.put("schema", () -> new SchemaCommand(around));
    all.put("config", () -> new ConfigCommand(around));
    all.put("man", () -> new ManCommand(around));
    all.put("completion", () -> new CompletionCommand(around));
    all.put("help", () -> new HelpCommand(around));
    return all;
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

  private static int misused(Screen screen, ParameterException failure) {
    StringWriter nearest = new StringWriter();
    UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(nearest, true));
    if (nearest.getBuffer().isEmpty()) {
      nearestCommand(failure).ifPresent(nearest::write);
    }
    screen.complain(
        Wording.misused(
            complaint(failure),
            nearest.toString().strip(),
            failure.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.WRONG_USE.number();
  }

  /** Of letters that changed places picocli makes nothing. */
  private static Optional<String> nearestCommand(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
        ? NearestName.within(
                MOST_LETTERS,
                unmatched.getUnmatched().get(0),
                failure.getCommandLine().getSubcommands().keySet())
            .map(command -> "Possible solutions: " + command)
        : Optional.empty();
  }

  /** What follows an unknown option may be its value, and is not to blame. */
  private static String complaint(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
        ? "Unknown option: '" + unmatched.getUnmatched().get(0) + "'"
        : String.valueOf(failure.getMessage());
  }

  private static int failed(Screen screen, Exception failure, boolean verbose) {
    screen.complain(sentence(failure, verbose));
    if (verbose) {
      StringWriter stack = new StringWriter();
      failure.printStackTrace(new PrintWriter(stack, true));
      screen.complain(stack.toString());
    }
    return exitCode(failure).number();
  }

  private static String sentence(Exception failure, boolean verbose) {
    return failure instanceof Refused || failure instanceof NoMaster
        ? String.valueOf(failure.getMessage())
        : Wording.unexpected(failure, verbose);
  }

  private static ExitCode exitCode(Exception failure) {
    if (failure instanceof Refused refused) {
      return refused.exitCode();
    }
    if (failure instanceof InterruptedException) {
      return ExitCode.INTERRUPTED;
    }
    return failure instanceof NoMaster ? ExitCode.NO_MASTER : ExitCode.WRONG_USE;
  }

  /** UTF-8 whatever the locale: names from a database don't fit into ASCII. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
  }
}

package dev.foray.cli;

import java.util.List;

/** Which commands there are, in the order in which the help lists them. Stateless. */
final class CommandNames {
  static final List<String> ALL =
      List.of(
          "run",
          "start",
          "doctor",
          "submit",
          "plan",
          "console",
          "web",
          "jobs",
          "job",
          "chunks",
          "attempts",
          "skipped",
          "logs",
          "report",
          "why",
          "stacks",
          "pause",
          "resume",
          "limit",
          "budget",
          "notify",
          "retry",
          "cancel",
          "wait",
          "nodes",
          "node",
          "drain",
          "sweep",
          "invite",
          "login",
          "logout",
          "certificates",
          "revoke",
          "deploy",
          "releases",
          "release",
          "promote",
          "rollback",
          "secret",
          "runtime",
          "bake",
          "backup",
          "restore",
          "schema",
          "config",
          "man",
          "completion",
          "help");

  private CommandNames() {}

  /** One of them: nothing is loaded of the others. */
  static Object command(String name, Surroundings around) {
    return switch (name) {
      case "run" -> new RunCommand(around);
      case "start" -> new StartCommand();
      case "doctor" -> new DoctorCommand();
      case "submit" -> new SubmitCommand(around);
      case "plan" -> new PlanCommand(around);
      case "console" -> new ConsoleCommand(around);
      case "web" -> new WebCommand(around);
      case "jobs" -> new JobsCommand(around);
      case "job" -> new JobCommand(around);
      case "chunks" -> new ChunksCommand(around);
      case "attempts" -> new AttemptsCommand(around);
      case "skipped" -> new SkippedCommand(around);
      case "logs" -> new LogsCommand(around);
      case "report" -> new ReportCommand(around);
      case "why" -> new WhyCommand(around);
      case "stacks" -> new StacksCommand(around);
      case "pause" -> new PauseCommand(around);
      case "resume" -> new ResumeCommand(around);
      case "limit" -> new LimitCommand(around);
      case "budget" -> new BudgetCommand(around);
      case "notify" -> new NotifyCommand(around);
      case "retry" -> new RetryCommand(around);
      case "cancel" -> new CancelCommand(around);
      case "wait" -> new WaitCommand(around);
      case "nodes" -> new NodesCommand(around);
      case "node" -> new NodeCommand(around);
      case "drain" -> new DrainCommand(around);
      case "sweep" -> new SweepCommand();
      case "invite" -> new InviteCommand(around);
      case "login" -> new LoginCommand(around);
      case "logout" -> new LogoutCommand(around);
      case "certificates" -> new CertificatesCommand(around);
      case "revoke" -> new RevokeCommand(around);
      case "deploy" -> new DeployCommand(around);
      case "releases" -> new ReleasesCommand(around);
      case "release" -> new ReleaseCommand(around);
      case "promote" -> new PromoteCommand(around);
      case "rollback" -> new RollbackCommand(around);
      case "secret" -> new SecretCommand(around);
      case "runtime" -> new RuntimeCommand(around);
      case "bake" -> new BakeCommand(around);
      case "backup" -> new BackupCommand(around);
      case "restore" -> new RestoreCommand(around);
      case "schema" -> new SchemaCommand(around);
      case "config" -> new ConfigCommand(around);
      case "man" -> new ManCommand(around);
      case "completion" -> new CompletionCommand(around);
      case "help" -> new HelpCommand(around);
      default -> throw new IllegalArgumentException("there is no command " + name);
    };
  }
}

package dev.foray.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a Master is told when it starts. What is not said here comes from its configuration. */
final class MasterOptions {
  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = "Your database (JDBC); else an H2 database in --data-dir.")
  private @Nullable String databaseUrl;

  @Option(names = "--database-user", paramLabel = "USER", description = "Its user.")
  private @Nullable String databaseUser;

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description = "A file that holds its password and nothing else.")
  private @Nullable Path databasePasswordFile;

  @Option(
      names = "--runner-database-user",
      paramLabel = "USER",
      description = "Who connects in chunk-runners; else --database-user.")
  private @Nullable String runnerDatabaseUser;

  @Option(
      names = "--runner-database-password-file",
      paramLabel = "FILE",
      description = "A file that holds that user's password and nothing else.")
  private @Nullable Path runnerDatabasePasswordFile;

  @Option(names = "--slots", paramLabel = "N", description = "Chunks that each node runs at once.")
  private @Nullable Integer slots;

  @Option(
      names = "--max-nodes",
      paramLabel = "N",
      description = "Nodes at most; each local one is a process.")
  private @Nullable Integer maxNodes;

  /** As they were given. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "--database-url", databaseUrl);
    add(arguments, "--database-user", databaseUser);
    add(arguments, "--database-password-file", databasePasswordFile);
    add(arguments, "--runner-database-user", runnerDatabaseUser);
    add(arguments, "--runner-database-password-file", runnerDatabasePasswordFile);
    add(arguments, "--slots", slots);
    add(arguments, "--max-nodes", maxNodes);
    return arguments;
  }

  private static void add(List<String> arguments, String name, @Nullable Object value) {
    if (value != null) {
      arguments.add(name);
      arguments.add(value.toString());
    }
  }
}

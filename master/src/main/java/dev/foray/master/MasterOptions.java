package dev.foray.master;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of {@code master start} that are settings: each may stand in the environment or in
 * the file instead.
 */
final class MasterOptions {
  private static final List<OptionSpec> SETTINGS =
      List.of(
          option("data-dir", "DIR", "Foray's data; default: $FORAY_HOME, else ~/.foray"),
          option("port", "PORT", "port of the Master, 0: any free one; default: 1099"),
          option(
              "https-port",
              "PORT",
              "port by which nodes join and releases come in, 0: any free one; default: 8443, or 0"
                  + " where --port is 0"),
          option("bind", "ADDRESS", "the address to listen on; default: 127.0.0.1"),
          option(
              "advertise",
              "HOST",
              "by which name or address nodes and people reach this host; default: what --bind says"),
          option(
              "metrics-bind",
              "HOST:PORT",
              "where Prometheus reads /metrics: on loopback in plain text, elsewhere by a"
                  + " certificate; default: nowhere"),
          option(
              "database-url",
              "URL",
              "JDBC URL of your PostgreSQL; default: an H2 database in the data directory"),
          option("database-user", "USER", "who connects"),
          option(
              "database-password-file",
              "FILE",
              "a file that holds the user's password and nothing else"),
          option(
              "runner-database-user",
              "USER",
              "who connects in chunk-runners; default: --database-user. `master schema --roles`"
                  + " prints what the two users need"),
          option(
              "runner-database-password-file",
              "FILE",
              "a file that holds that user's password and nothing else"),
          option(
              "slots",
              "N",
              "chunks that a node runs at once; default: half of this machine's cores"),
          option("max-nodes", "N", "nodes at most; default: 2, on EC2 4"),
          option("fleet", "KIND", "where nodes are: local, or ec2; default: local"),
          option(
              "capacity",
              "KIND",
              "instances on EC2: spot, on-demand or mixed, which is spot first; default: mixed"),
          option(
              "map-threads",
              "N",
              "threads that call map in one chunk-runner, where a job says nothing"),
          option(
              "max-db-connections",
              "N",
              "connections of all running chunks together, two each; default: 40"),
          option(
              "runner-heap",
              "MB",
              "heap of a chunk-runner; default: 1024, less where memory is short"));

  private static final Set<String> OF_THE_LEDGER =
      Set.of("--data-dir", "--database-url", "--database-user", "--database-password-file");

  private MasterOptions() {}

  static CommandLine addTo(CommandLine commandLine) {
    SETTINGS.forEach(commandLine.getCommandSpec()::addOption);
    return commandLine;
  }

  /** Those of them that lead to the ledger. */
  static CommandLine addLedgerTo(CommandLine commandLine) {
    SETTINGS.stream()
        .filter(option -> OF_THE_LEDGER.contains(option.longestName()))
        .forEach(commandLine.getCommandSpec()::addOption);
    return commandLine;
  }

  /** What the command line said, by the settings' names. */
  static Map<String, String> given(CommandSpec spec) {
    Map<String, String> given = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      if (option.getValue() instanceof String text) {
        given.put(option.longestName().substring(2), text);
      }
    }
    return given;
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder("--" + name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }
}

package dev.foray.master;

import dev.foray.master.fleet.WorkerLaunch;
import dev.foray.master.ledger.IfHeld;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.rehearsal.StartArchives;
import dev.foray.master.submit.EffectiveSettings;
import dev.foray.master.submit.JobSetting;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import dev.foray.settings.LayeredSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a Master is told, checked once. Immutable.
 *
 * @param home where the distribution lies: lib/worker and lib/chunk-runner are below it
 * @param mapThreads in one runner, where nobody says how many: all of this host's slots share its
 *     cores
 * @param jobSettings what the configuration says for jobs that say nothing themselves
 * @param ifHeld what to do where another Master holds the ledger
 */
record MasterSettings(
    Path home,
    Path dataDirectory,
    String bind,
    int port,
    int httpsPort,
    LedgerAddress ledger,
    int slots,
    int mapThreads,
    int maxNodes,
    int maxDatabaseConnections,
    int runnerHeapMegabytes,
    Duration lease,
    Duration firstBackoff,
    boolean stopWithStdin,
    List<Setting> jobSettings,
    List<NamedText> hibernate,
    List<String> jvmOptions,
    List<String> workerWrapper,
    IfHeld ifHeld) {

  static MasterSettings read(
      LayeredSettings layers, Path dataDirectory, boolean stopWithStdin, IfHeld ifHeld)
      throws Refused {
    int cores = Runtime.getRuntime().availableProcessors();
    int slots = layers.number("slots", 1, Math.max(1, cores / 2));
    int maxNodes = layers.number("max-nodes", 1, 2);
    return new MasterSettings(
        findHome(),
        dataDirectory,
        layers.text("bind").orElse("127.0.0.1"),
        port(layers, "port", 1099),
        port(layers, "https-port", port(layers, "port", 1099) == 0 ? 0 : 8443),
        ledger(layers, dataDirectory),
        slots,
        EffectiveSettings.mapThreads(cores, slots * maxNodes),
        maxNodes,
        layers.number("max-db-connections", 2, 40),
        layers.number("runner-heap", 32, heap(slots * maxNodes)),
        Duration.ofMillis(layers.number("lease-millis", 300, 30_000)),
        Duration.ofMillis(layers.number("backoff-millis", 1, 1_000)),
        stopWithStdin,
        JobSetting.configured(layers::text),
        texts("hibernate.", layers.startingWith("hibernate.")),
        layers.text("runner-jvm-options").map(MasterSettings::words).orElse(List.of()),
        layers
            .text("worker-wrapper")
            .map(MasterSettings::words)
            .orElseGet(() -> WorkerLaunch.courtesy(path())),
        ifHeld);
  }

  private static List<String> words(String text) {
    return List.of(text.trim().split("\\s+"));
  }

  private static String path() {
    return Objects.requireNonNullElse(System.getenv("PATH"), "");
  }

  private static int port(LayeredSettings layers, String name, int usual) throws Refused {
    int port = layers.number(name, 0, usual);
    if (port > 65_535) {
      throw new Refused(
          ExitCode.WRONG_USE,
          name + " " + port + " is not possible: choose one of 1 to 65535, or 0 for any free one");
    }
    return port;
  }

  private static Path findHome() throws Refused {
    String home = System.getProperty("foray.home");
    if (home == null || !Files.isDirectory(Path.of(home, "lib", "chunk-runner"))) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "no distribution of Foray is at " + home + ": start the Master with bin/master of one");
    }
    return Path.of(home).toAbsolutePath();
  }

  private static LedgerAddress ledger(LayeredSettings layers, Path dataDirectory) throws Refused {
    return new LedgerAddress(
        layers.text("database-url").orElse(null),
        layers.text("database-user").orElse(null),
        password(layers.text("database-password-file")),
        runner(layers),
        dataDirectory);
  }

  private static LedgerAddress.@Nullable Runner runner(LayeredSettings layers) throws Refused {
    Optional<String> user = layers.text("runner-database-user");
    Optional<String> file = layers.text("runner-database-password-file");
    if (user.isEmpty() && file.isPresent()) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "runner-database-password-file is the password of nobody: give runner-database-user, too");
    }
    if (user.isPresent() && layers.text("database-url").isEmpty()) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "chunk-runners have a database user of their own on PostgreSQL only, and this Master is to"
              + " use H2: give database-url, or leave out runner-database-user");
    }
    return user.isEmpty() ? null : new LedgerAddress.Runner(user.get(), password(file));
  }

  private static Secret password(Optional<String> file) throws Refused {
    if (file.isEmpty()) {
      return new Secret("");
    }
    try {
      return new Secret(Files.readString(Path.of(file.get())).strip());
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the password file "
              + file.get()
              + " can't be read: write the database user's password into it, readable for you alone");
    }
  }

  /** A share of six tenths of this machine's memory, 1 GiB at most. */
  private static int heap(int runners) {
    long memory = 4L << 30;
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean os) {
      memory = os.getTotalMemorySize();
    }
    return (int) Math.max(64, Math.min(1_024, (memory * 6 / 10 / runners) >> 20));
  }

  private static List<NamedText> texts(String prefix, Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> new NamedText(prefix + entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Where {@code bin/master} looks for class-data archives; empty where something else started
   * this.
   */
  Optional<StartArchives> startArchives() {
    return Optional.ofNullable(System.getProperty("foray.archives"))
        .map(Path::of)
        .map(Path::toAbsolutePath)
        .map(path -> new StartArchives(dataDirectory.resolve("archives"), path, home));
  }

  /** For logs: no secret is in it. */
  @Override
  public String toString() {
    @Nullable String url = ledger.url();
    return "Master on "
        + bind
        + ":"
        + port
        + " with "
        + (url == null ? "H2 in " + dataDirectory : url);
  }
}

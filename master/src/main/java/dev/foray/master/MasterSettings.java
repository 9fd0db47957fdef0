package dev.foray.master;

import dev.foray.master.fleet.WorkerLaunch;
import dev.foray.master.fleet.ec2.Ec2Settings;
import dev.foray.master.ledger.IfHeld;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.notify.Targets;
import dev.foray.master.notify.WebhookRules;
import dev.foray.master.rehearsal.StartArchives;
import dev.foray.master.submit.EffectiveSettings;
import dev.foray.master.submit.JobSetting;
import dev.foray.master.submit.RunSetting;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import dev.foray.protocol.Usd;
import dev.foray.settings.LayeredSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a Master is told, checked once. Immutable.
 *
 * @param home where the distribution lies: lib/worker and lib/chunk-runner are below it
 * @param metricsBind where it can be measured; empty: nowhere
 * @param ec2 what nodes are made of; empty: they are processes on this host
 * @param prices USD an hour on demand, by type
 * @param mapThreads in one runner, where nobody says how many: all of this host's slots share its
 *     cores
 * @param keptLogs bytes that the logs of attempts may take on this host
 * @param logTerm how long they are kept at the most
 * @param jobSettings what the configuration says for jobs that say nothing themselves
 * @param targets whom jobs may have told
 * @param ifHeld what to do where another Master holds the ledger
 */
record MasterSettings(
    Path home,
    Path dataDirectory,
    Listening listening,
    Optional<MetricsBind> metricsBind,
    LedgerAddress ledger,
    Optional<Ec2Settings> ec2,
    Map<String, Usd> prices,
    int slots,
    int mapThreads,
    int maxNodes,
    int maxDatabaseConnections,
    int runnerHeapMegabytes,
    Duration lease,
    Duration firstBackoff,
    long keptLogs,
    Duration logTerm,
    boolean stopWithStdin,
    List<Setting> jobSettings,
    Targets targets,
    List<NamedText> hibernate,
    List<String> jvmOptions,
    List<String> workerWrapper,
    IfHeld ifHeld) {
  private static final int MOST_HEAP = 1_024;
  private static final Pattern LOCAL_DATABASE =
      Pattern.compile("jdbc:postgresql:(//(localhost|127\\.[^/]*|\\[::1])[:/].*|/?[^/].*)");

  static MasterSettings read(
      LayeredSettings layers, Path dataDirectory, boolean stopWithStdin, IfHeld ifHeld)
      throws Refused {
    int cores = Runtime.getRuntime().availableProcessors();
    Optional<Ec2Settings> ec2 = ec2(layers);
    int slots = layers.number("slots", 1, ec2.isPresent() ? 2 : Math.max(1, cores / 2));
    int maxNodes = maxNodes(layers, ec2.isPresent());
    int sharers = ec2.isPresent() ? cores : slots * maxNodes; // Nodes elsewhere share nothing here.
    Map<String, Usd> prices = prices(layers);
    Listening listening = Listening.read(layers);
    Optional<MetricsBind> metricsBind = metricsBind(layers);
    Targets targets = targets(layers, listening);
    LedgerAddress ledger = ledger(layers, dataDirectory);
    if (ec2.isPresent()) {
      checkReach(listening, ledger);
    }
    return new MasterSettings(
        findHome(),
        dataDirectory,
        listening,
        metricsBind,
        ledger,
        ec2,
        prices,
        slots,
        EffectiveSettings.mapThreads(cores, sharers),
        maxNodes,
        databaseConnections(layers),
        layers.number("runner-heap", 32, ec2.isPresent() ? MOST_HEAP : heap(sharers)),
        lease(layers),
        Duration.ofMillis(layers.number("backoff-millis", 1, 1_000)),
        (long) layers.number("keep-logs-mb", 10, 2_000) * 1_000_000,
        Duration.ofDays(layers.number("keep-logs-days", 1, 30)),
        stopWithStdin,
        jobSettings(layers, targets),
        targets,
        texts("hibernate.", layers.startingWith("hibernate.")),
        layers.text("runner-jvm-options").map(MasterSettings::words).orElse(List.of()),
        layers
            .text("worker-wrapper")
            .map(MasterSettings::words)
            .orElseGet(() -> WorkerLaunch.courtesy(path())),
        ifHeld);
  }

  /** Of all running chunks together. */
  static int databaseConnections(LayeredSettings layers) throws Refused {
    return layers.number("max-db-connections", 2, 40);
  }

  static int maxNodes(LayeredSettings layers, boolean onEc2) throws Refused {
    return layers.number("max-nodes", 1, onEc2 ? 4 : 2);
  }

  static Duration lease(LayeredSettings layers) throws Refused {
    return Duration.ofMillis(layers.number("lease-millis", 300, 30_000));
  }

  private static Targets targets(LayeredSettings layers, Listening listening) throws Refused {
    List<String> hosts =
        layers.text("webhook-hosts").map(text -> List.of(text.split("[,\\s]+"))).orElse(List.of());
    return Targets.of(
        layers.startingWith("notify."), new WebhookRules(hosts, listening.isForThisHostAlone()));
  }

  private static List<Setting> jobSettings(LayeredSettings layers, Targets targets) throws Refused {
    Optional<String> target = layers.text("notify");
    if (target.isPresent()) {
      targets.check(target.get());
    }
    return Stream.concat(
            JobSetting.configured(layers::text).stream(),
            RunSetting.configured(layers::text).stream())
        .toList();
  }

  static Optional<MetricsBind> metricsBind(LayeredSettings layers) throws Refused {
    Optional<String> text = layers.text("metrics-bind");
    return text.isPresent() ? Optional.of(MetricsBind.parse(text.get())) : Optional.empty();
  }

  /** Empty: nodes are processes on this host. */
  private static Optional<Ec2Settings> ec2(LayeredSettings layers) throws Refused {
    String fleet = layers.text("fleet").orElse("local");
    return switch (fleet) {
      case "local" -> Optional.empty();
      case "ec2" -> Optional.of(Ec2Settings.read(layers));
      default ->
          throw new Refused(
              ExitCode.WRONG_USE, "fleet " + fleet + " is not known: nodes are local, or on ec2");
    };
  }

  private static Map<String, Usd> prices(LayeredSettings layers) throws Refused {
    Map<String, Usd> prices = new HashMap<>();
    for (Map.Entry<String, String> said : layers.startingWith("price.").entrySet()) {
      prices.put(said.getKey(), price(said.getKey(), said.getValue()));
    }
    return Map.copyOf(prices);
  }

  private static Usd price(String type, String text) throws Refused {
    try {
      Usd price = Usd.parse(text);
      if (price.isMoreThan(Usd.ZERO)) {
        return price;
      }
    } catch (IllegalArgumentException e) {
      // The sentence below says it, for this and for a price of nothing.
    }
    throw new Refused(
        ExitCode.WRONG_USE,
        "price." + type + " is \"" + text + "\": write USD an hour, such as 0.1008");
  }

  /** What nodes on other machines have to reach. */
  private static void checkReach(Listening listening, LedgerAddress ledger) throws Refused {
    if (ledger.url() == null) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "nodes on EC2 can't reach an H2 database on this host: give the --database-url of a"
              + " PostgreSQL");
    }
    if (listening.isForThisHostAlone()) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "nodes on EC2 can't reach a Master at "
              + listening.advertised()
              + ": say with --bind on which address of this host it is to listen, and with"
              + " --advertise how they reach it, if that is another");
    }
    if (LOCAL_DATABASE.matcher(ledger.url()).matches()) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "nodes on EC2 can't reach a database at "
              + ledger.url()
              + ": give the address by which they do");
    }
  }

  private static List<String> words(String text) {
    return List.of(text.trim().split("\\s+"));
  }

  private static String path() {
    return Objects.requireNonNullElse(System.getenv("PATH"), "");
  }

  /** The class path of that process, as the distribution has it. */
  List<Path> jars(String process) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib").resolve(process))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** The Java that this process runs on, for those that it starts on its host. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
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

  /** Where the ledger is to be. */
  static LedgerAddress ledger(LayeredSettings layers, Path dataDirectory) throws Refused {
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
    return (int) Math.max(64, Math.min(MOST_HEAP, (memory * 6 / 10 / runners) >> 20));
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
    return "Master on " + listening + " with " + (url == null ? "H2 in " + dataDirectory : url);
  }
}

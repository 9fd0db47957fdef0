package dev.foray.master;

import dev.foray.master.bill.Estimates;
import dev.foray.master.bill.LocalPrices;
import dev.foray.master.bill.Prices;
import dev.foray.master.enrol.Enrolments;
import dev.foray.master.fleet.Fleet;
import dev.foray.master.fleet.FleetLimits;
import dev.foray.master.fleet.LocalFleet;
import dev.foray.master.fleet.Sizing;
import dev.foray.master.fleet.WorkerLaunch;
import dev.foray.master.fleet.ec2.Ec2Account;
import dev.foray.master.fleet.ec2.Ec2Fleet;
import dev.foray.master.fleet.ec2.NodeJars;
import dev.foray.master.fleet.ec2.NodeScript;
import dev.foray.master.https.Paths;
import dev.foray.master.https.Route;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.rehearsal.StartArchives;
import dev.foray.protocol.Refused;
import dev.foray.settings.NodeRuntimes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The fleet that the settings ask for, and its limits. Made by the {@link Master}. Immutable. */
final class MasterFleet {
  private static final Duration LIFELESS = Duration.ofMinutes(10);
  private static final Duration INSTANCE_BOOT = Duration.ofSeconds(90);
  private static final Duration PROCESS_BOOT = Duration.ofSeconds(3);

  private final MasterSettings settings;
  private final Optional<NodeJars> nodeJars;
  private final Optional<Ec2Account> account;

  private MasterFleet(
      MasterSettings settings, Optional<NodeJars> nodeJars, Optional<Ec2Account> account) {
    this.settings = settings;
    this.nodeJars = nodeJars;
    this.account = account;
  }

  static MasterFleet of(MasterSettings settings, String cluster) throws IOException {
    return new MasterFleet(
        settings,
        settings.ec2().isPresent()
            ? Optional.of(NodeJars.in(settings.home().resolve("lib")))
            : Optional.empty(),
        settings.ec2().map(ec2 -> Ec2Account.open(ec2, settings.prices(), cluster)));
  }

  /** What nodes cost. */
  Prices prices() {
    return account.map(Ec2Account::prices).orElseGet(() -> new LocalPrices(settings.prices()));
  }

  /** What a node is, for a person. */
  String machine() {
    return settings
        .ec2()
        .map(ec2 -> String.join(" or ", ec2.types()) + ", " + ec2.paid())
        .orElse("a process on the Master's host");
  }

  /** What is known of how long things take. */
  Estimates estimates(Ledger ledger) {
    return account.isPresent()
        ? new Estimates(ledger, Ec2Fleet.NAME, INSTANCE_BOOT)
        : new Estimates(ledger, LocalFleet.NAME, PROCESS_BOOT);
  }

  /** The paths by which nodes fetch what they run while they come up. */
  List<Route> paths(Enrolments enrolments) {
    NodeRuntimes runtimes = new NodeRuntimes(settings.dataDirectory());
    return nodeJars.map(jars -> Paths.ofNodes(jars, runtimes, enrolments)).orElse(List.of());
  }

  FleetLimits limits() {
    return settings.ec2().isPresent() ? FleetLimits.forInstances() : FleetLimits.forProcesses();
  }

  /**
   * @param mostRunningChunks chunks that the database's connections allow at once
   */
  Sizing sizing(int mostRunningChunks) {
    return new Sizing(settings.maxNodes(), settings.slots(), Math.max(1, mostRunningChunks));
  }

  /**
   * @param java the executable of workers on this host
   * @param workerJars their class path
   * @param isMaster whether this process holds the ledger still
   */
  Fleet open(
      MasterDoors doors, Ledger ledger, Path java, List<Path> workerJars, BooleanSupplier isMaster)
      throws Refused {
    if (account.isPresent()) {
      return ec2(account.get(), doors, ledger, isMaster);
    }
    return LocalFleet.open(
        new WorkerLaunch(
            settings.workerWrapper(),
            java,
            workerJars,
            settings.startArchives().map(StartArchives::worker).map(one -> one.file()).orElse(null),
            WorkerLaunch.MAIN,
            settings.home().resolve("lib").resolve("chunk-runner"),
            doors.address(),
            settings.dataDirectory().resolve("nodes"),
            settings.maxNodes(),
            settings.stopWithStdin()),
        doors::letter,
        System::nanoTime);
  }

  private Fleet ec2(
      Ec2Account account, MasterDoors doors, Ledger ledger, BooleanSupplier isMaster) {
    String sum = nodeJars.orElseThrow().sumOfList();
    return Ec2Fleet.open(
        account, ledger, doors::letter, new NodeScript(doors.address(), sum, LIFELESS), isMaster);
  }
}

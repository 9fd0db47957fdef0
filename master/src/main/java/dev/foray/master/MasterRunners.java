package dev.foray.master;

import dev.foray.launch.ClassArchives;
import dev.foray.launch.RunnerLaunch;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Release;
import dev.foray.master.order.Orders;
import dev.foray.master.plan.HostRunners;
import dev.foray.master.release.ReleaseStore;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the JVMs of attempts are started from, on whichever machine, and those that run on the
 * Master's own: of {@code plan} and {@code finish}. Made and closed by the {@link Master}.
 */
final class MasterRunners implements AutoCloseable {
  private static final int MOST_RELEASES = 16;

  private final MasterSettings settings;
  private final Ledger ledger;
  private final ReleaseStore releases;
  private final ClassArchives archives;
  private final HostRunners onHost;
  private final Orders orders;
  private final Map<String, Release> inUse = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param jobSettings those that hold for a job
   * @param brevity whether a JVM has done with its chunks of a job before optimized code would pay
   * @param ended told of each that has ended on this host
   */
  MasterRunners(
      MasterSettings settings,
      Ledger ledger,
      MasterDoors doors,
      ReleaseStore releases,
      Function<Job, Order.Settings> jobSettings,
      MasterSecrets secrets,
      Predicate<Job> brevity,
      HostRunners.Ended ended)
      throws IOException {
    this.settings = settings;
    this.ledger = ledger;
    this.releases = releases;
    Path work = Files.createDirectories(settings.dataDirectory().resolve("work"));
    RunnerLaunch launch =
        new RunnerLaunch(MasterSettings.java(), settings.jars("chunk-runner"), work);
    this.archives =
        new ClassArchives(
            launch,
            settings.dataDirectory().resolve("archives"),
            ledger.database().url(),
            MasterDoors::ofTraining);
    this.onHost = new HostRunners(launch, logs(), System::nanoTime, ended);
    this.orders =
        new Orders(
            issuer(doors.address()),
            jobSettings,
            this::release,
            archives::find,
            ledger.suspects()::care,
            brevity,
            doors::identityOf,
            secrets::ofJobs);
  }

  /** For chunk-runners anywhere. */
  Orders orders() {
    return orders;
  }

  HostRunners onHost() {
    return onHost;
  }

  /** Where those write on this host. */
  Path logs() {
    return settings.dataDirectory().resolve("logs");
  }

  private Orders.Issuer issuer(Endpoint master) {
    return new Orders.Issuer(
        ledger.epoch(),
        master,
        ledger.database(),
        settings.runnerHeapMegabytes(),
        settings.hibernate(),
        settings.jvmOptions());
  }

  /** Its content is its name, so what is known of one stays so. */
  private Release release(String id) {
    Release known = known(id);
    if (known != null) {
      return known;
    }
    Release found =
        releases
            .find(id)
            .orElseThrow(
                () -> new IllegalStateException("release " + id + " is not in the ledger"));
    synchronized (inUse) {
      inUse.put(id, found);
      if (inUse.size() > MOST_RELEASES) {
        inUse.remove(inUse.keySet().iterator().next());
      }
    }
    return found;
  }

  private @Nullable Release known(String id) {
    synchronized (inUse) {
      return inUse.get(id);
    }
  }

  @Override
  public void close() {
    onHost.close();
    archives.close();
  }
}

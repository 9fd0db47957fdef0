package dev.foray.master;

import dev.foray.master.doctor.AdminKey;
import dev.foray.master.doctor.AskedOnce;
import dev.foray.master.doctor.Check;
import dev.foray.master.doctor.ClockNear;
import dev.foray.master.doctor.ConnectionsEnough;
import dev.foray.master.doctor.DatabaseUsable;
import dev.foray.master.doctor.DiskSpace;
import dev.foray.master.doctor.JavaVersion;
import dev.foray.master.doctor.KeyFiles;
import dev.foray.master.doctor.PortFree;
import dev.foray.master.doctor.SecretFile;
import dev.foray.master.ledger.DatabaseServer;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code master doctor} looks at on the Master's host. Of settings that can't be read the
 * check of the settings says so, and what hangs on them is left out.
 */
final class LocalChecks {
  private static final List<String> PASSWORDS =
      List.of("database-password-file", "runner-database-password-file");

  private final LayeredSettings layers;
  private final Path directory;
  private final InstantSource clock = InstantSource.system();

  LocalChecks(LayeredSettings layers, Path directory) {
    this.layers = layers;
    this.directory = directory;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(JavaVersion.ofThisProcess());
    checks.add(new SettingsFit(layers, directory));
    checks.add(new DiskSpace(directory));
    checks.addAll(ports());
    checks.add(new KeyFiles(directory.resolve("ca"), clock));
    checks.add(new AdminKey(directory.resolve(MasterDoors.ADMIN_FILE), clock));
    for (String setting : PASSWORDS) {
      layers
          .text(setting)
          .map(Path::of)
          .ifPresent(file -> checks.add(new SecretFile(setting, file)));
    }
    checks.addAll(database());
    return checks;
  }

  private List<Check> ports() {
    try {
      Listening listening = Listening.read(layers);
      Path published = directory.resolve(DataDirectory.ADDRESS);
      List<Check> ports = new ArrayList<>();
      ports.add(new PortFree("port", listening.address(), listening.port(), published));
      ports.add(new PortFree("https-port", listening.address(), listening.httpsPort(), published));
      MasterSettings.metricsBind(layers)
          .map(MetricsBind::address)
          .ifPresent(
              at ->
                  ports.add(
                      new PortFree("metrics-bind", at.getAddress(), at.getPort(), published)));
      return ports;
    } catch (Refused e) {
      return List.of();
    }
  }

  private List<Check> database() {
    try {
      LedgerAddress address = MasterSettings.ledger(layers, directory);
      DatabaseUsable.Server server =
          new AskedOnce(
              () ->
                  address.url() == null
                      ? Optional.empty()
                      : Optional.of(DatabaseServer.ask(address, clock)));
      return List.of(
          new DatabaseUsable(server),
          new ConnectionsEnough(server, MasterSettings.databaseConnections(layers)),
          new ClockNear(server));
    } catch (Refused e) {
      return List.of();
    }
  }
}

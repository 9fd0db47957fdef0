package dev.foray.master;

import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.fleet.ec2.Claims;
import dev.foray.master.fleet.ec2.Ec2Fleet;
import dev.foray.master.fleet.ec2.Ec2Settings;
import dev.foray.master.fleet.ec2.Stray;
import dev.foray.master.fleet.ec2.Sweep;
import dev.foray.master.ledger.Onlooker;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code master sweep}: ends what this cluster has left on EC2. Needs no Master, and the ledger
 * only to see whether one lives. Enters nothing in the ledger: a Master that starts again sees by
 * itself which of its nodes are gone.
 */
@Command(
    name = "master sweep",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Ends every instance on EC2 that carries this cluster's tag and is no node of a Master that"
          + " lives, and deletes the launch templates that such a Master left behind. With the"
          + " settings of the data directory; no Master need run.",
      "",
      "Where a Master lives on the ledger its nodes stay, and so do its launch templates. One that"
          + " does not say that it ended is watched for a lease, 30 s. Where the ledger can't be"
          + " read nobody knows here whose nodes they are: nothing is ended, unless --all says so."
    },
    footer = {"", "Examples:", "  master sweep --dry-run", "  master sweep --yes"})
final class SweepMain implements Callable<Integer> {
  private final Map<String, String> environment;
  private final SweepScreen screen;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--dry-run", description = "lists them, and ends nothing")
  private boolean dryRun;

  @Option(
      names = "--all",
      description =
          "also the nodes of a Master that lives, which will launch others for the work that is left:"
              + " stop it first")
  private boolean all;

  @Option(names = "--yes", description = "does not ask")
  private boolean yes;

  private SweepMain(Map<String, String> environment, SweepScreen screen) {
    this.environment = environment;
    this.screen = screen;
  }

  /** The process's entry. */
  public static void main(String[] arguments) {
    MasterLog.silence();
    System.exit(run(System.getenv(), SweepScreen.ofThisProcess(), arguments));
  }

  static int run(Map<String, String> environment, SweepScreen screen, String... arguments) {
    SweepMain sweep = new SweepMain(environment, screen);
    return MasterOptions.addLedgerTo(new CommandLine(sweep)).execute(arguments);
  }

  @Override
  public Integer call() {
    try {
      return sweep().number();
    } catch (Refused e) {
      screen.complain(String.valueOf(e.getMessage()));
      return e.exitCode().number();
    }
  }

  private ExitCode sweep() throws Refused {
    Map<String, String> given = MasterOptions.given(spec);
    Path directory = LayeredSettings.dataDirectory(given, environment);
    LayeredSettings layers = LayeredSettings.of(given, environment, directory);
    Ec2Settings ec2 = Ec2Settings.read(layers);
    CertificateAuthority authority = authority(directory);
    Sweep sweep = Sweep.open(ec2, authority.cluster());

    List<Stray> alive = sweep.alive();
    Claims claims = claims(layers, directory, authority, alive);
    List<Stray> strays = alive.stream().filter(one -> all || !claims.cover(one)).toList();
    List<String> templates = claims.isMastered() && !all ? List.of() : sweep.templates();
    screen.found(strays, claims, templates, alive.size() - strays.size());
    if (strays.isEmpty() && templates.isEmpty()) {
      screen.nothing(authority.cluster(), ec2.region());
      return ExitCode.SUCCEEDED;
    }
    if (dryRun) {
      return ExitCode.SUCCEEDED;
    }
    if (!yes && !screen.agrees(strays.size(), templates.size())) {
      return ExitCode.WRONG_USE;
    }
    return end(sweep, strays, templates);
  }

  private static CertificateAuthority authority(Path directory) throws Refused {
    return CertificateAuthority.find(directory.resolve("ca"), InstantSource.system())
        .orElseThrow(
            () ->
                new Refused(
                    ExitCode.WRONG_USE,
                    "no certificate authority is in "
                        + directory
                        + ", by which the cluster is known: say with --data-dir where the Master's"
                        + " data is, or put it back with master restore. Without either, look in the"
                        + " console of EC2 for instances with the tag foray:cluster"));
  }

  /** Of the ledger, unless there is nothing to be known of. */
  private Claims claims(
      LayeredSettings layers, Path directory, CertificateAuthority authority, List<Stray> alive)
      throws Refused {
    try (Onlooker ledger =
        Onlooker.open(MasterSettings.ledger(layers, directory), authority.fingerprint())) {
      boolean isMastered = !all && ledger.seesMaster(MasterSettings.lease(layers));
      return new Claims(isMastered, ledger.seats(Ec2Fleet.NAME));
    } catch (Refused e) {
      if (!all && !dryRun) {
        throw unknown(e, alive.size());
      }
      screen.unknown(String.valueOf(e.getMessage()));
      return Claims.NONE;
    }
  }

  private static Refused unknown(Refused why, int alive) {
    return new Refused(
        why.exitCode(),
        "nobody knows here whether a Master lives, whose nodes the "
            + alive
            + " instances of this cluster may be: "
            + why.getMessage()
            + "; or say --all to end them whatever they are");
  }

  private ExitCode end(Sweep sweep, List<Stray> strays, List<String> templates) throws Refused {
    Set<String> left = sweep.end(strays);
    sweep.delete(templates);
    if (!left.isEmpty()) {
      screen.left(left);
      return ExitCode.JOB_FAILED;
    }
    screen.ended(strays.size(), templates.size());
    return ExitCode.SUCCEEDED;
  }
}

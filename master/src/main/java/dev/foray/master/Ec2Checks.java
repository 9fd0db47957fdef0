package dev.foray.master;

import dev.foray.master.doctor.AccountCheck;
import dev.foray.master.doctor.BeforeStart;
import dev.foray.master.doctor.Check;
import dev.foray.master.doctor.ImageFits;
import dev.foray.master.doctor.KeyFound;
import dev.foray.master.doctor.OnAccount;
import dev.foray.master.doctor.PermissionGranted;
import dev.foray.master.doctor.QuotaNamed;
import dev.foray.master.doctor.SubnetsFit;
import dev.foray.master.doctor.TypesOffered;
import dev.foray.master.doctor.WayOpen;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.Ec2Settings;
import dev.foray.master.fleet.ec2.Permission;
import dev.foray.master.fleet.ec2.SdkAccount;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is looked at of the account on EC2, by the doctor and before a Master starts. */
final class Ec2Checks {
  /** Of a data directory in which no Master was started yet: nothing on EC2 is its own. */
  private static final String NO_CLUSTER = "none-yet";

  private final Ec2Settings settings;
  private final Listening listening;
  private final int maxNodes;
  private final Path directory;

  Ec2Checks(Ec2Settings settings, Listening listening, int maxNodes, Path directory) {
    this.settings = settings;
    this.listening = listening;
    this.maxNodes = maxNodes;
    this.directory = directory;
  }

  /** Whether EC2 answers and knows who asks: without it nothing else can be seen. */
  Check first() throws Refused {
    return new OnAccount(account(), new KeyFound(settings.region()));
  }

  /** All others, for the doctor. */
  List<Check> others() throws Refused {
    List<AccountCheck> checks = new ArrayList<>(needed());
    Stream<Permission> all = Arrays.stream(Permission.values());
    checks.addAll(granted(all.filter(each -> !Permission.ofTheMaster().contains(each)).toList()));
    checks.add(new QuotaNamed(maxNodes));
    Account account = account();
    return checks.stream().<Check>map(check -> new OnAccount(account, check)).toList();
  }

  /**
   * @throws Refused if EC2 says that no job can run so
   */
  void refuseFaults() throws Refused {
    List<AccountCheck> checks = new ArrayList<>();
    checks.add(new KeyFound(settings.region()));
    checks.addAll(needed());
    new BeforeStart(account(), MasterLog::accountUnseen).run(checks);
  }

  /** What no job runs without. */
  private List<AccountCheck> needed() throws Refused {
    List<AccountCheck> checks = new ArrayList<>();
    checks.add(new SubnetsFit(maxNodes));
    checks.add(new TypesOffered(settings.types(), !settings.hasUsualTypes()));
    checks.add(new ImageFits(settings.image()));
    checks.add(new WayOpen(master(), ports(), settings.publicAddress()));
    checks.addAll(granted(Permission.ofTheMaster()));
    return checks;
  }

  private List<AccountCheck> granted(List<Permission> permissions) {
    return permissions.stream()
        .<AccountCheck>map(each -> new PermissionGranted(each, settings))
        .toList();
  }

  private List<Integer> ports() {
    return Stream.of(listening.port(), listening.httpsPort()).filter(port -> port > 0).toList();
  }

  private InetAddress master() throws Refused {
    try {
      return InetAddress.getByName(listening.advertised());
    } catch (UnknownHostException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "no host " + listening.advertised() + " is known here: correct --advertise");
    }
  }

  private Account account() throws Refused {
    return SdkAccount.open(
        settings,
        CertificateAuthority.find(directory.resolve("ca"), InstantSource.system())
            .map(CertificateAuthority::cluster)
            .orElse(NO_CLUSTER));
  }
}

package dev.foray.master.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.doctor.Finding.State;
import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.ledger.DatabaseServer;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each check says of a host on which something is broken, without breaking this one. */
class LocalChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final long MEGABYTE = 1L << 20;

  @TempDir private Path directory;

  @Test
  void anOlderJavaIsAFault() {
    expect(new JavaVersion(11, "11.0.25", "/jdk", 2), State.FAULT, "needs 17 or newer");
    expect(new JavaVersion(25, "25.0.3", "/jdk", 2), State.OK, "25.0.3 in /jdk, with 2 cores");
  }

  @Test
  void aDiskThatIsNearlyFullIsAFault() {
    expect(room(100), State.FAULT, "100 MB are free below");
    expect(room(1_000), State.WARNING, "2048 MB are better");
    expect(room(50_000), State.OK, "50000 MB are free");
  }

  @Test
  void aDataDirectoryBelowAFileIsAFault() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    expect(new DiskSpace(file.resolve("data")), State.FAULT, "choose another one with --data-dir");
    expect(new DiskSpace(directory.resolve("not/yet/there")), State.OK, "are free below");
  }

  @Test
  void aPortThatIsTakenIsAFaultUnlessThisDirectorysMasterHasIt() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    Path published = directory.resolve("master.address");
    try (ServerSocket taken = new ServerSocket(0, 1, here)) {
      PortFree port = new PortFree("port", here, taken.getLocalPort(), published);
      expect(port, State.FAULT, "choose another one with --port");
      Files.writeString(published, "127.0.0.1:" + taken.getLocalPort() + "\nhttps 127.0.0.1:1\n");
      expect(port, State.OK, "held by the Master of this data directory");
    }
    expect(new PortFree("port", here, 0, published), State.OK, "any free one");
  }

  @Test
  void anAuthorityThatEndsIsAFaultAndSoonAWarning() throws Exception {
    Path ca = directory.resolve("ca");
    expect(new KeyFiles(ca, at(NOW)), State.OK, "the first start makes it");
    assertThat(ca).doesNotExist();
    Instant end = CertificateAuthority.open(ca, at(NOW)).expires();

    expect(new KeyFiles(ca, at(NOW)), State.OK, "is valid from");
    expect(new KeyFiles(ca, at(end.minus(Duration.ofDays(30)))), State.WARNING, "soon");
    expect(new KeyFiles(ca, at(end.plus(Duration.ofDays(1)))), State.FAULT, "it has ended");
    expect(
        new KeyFiles(ca, at(NOW.minus(Duration.ofDays(9)))), State.FAULT, "set this host's clock");
  }

  @Test
  void filesThatOthersMayReadAreNamed() throws Exception {
    Path ca = directory.resolve("ca");
    CertificateAuthority.open(ca, at(NOW));
    Path password = Files.writeString(directory.resolve("password"), "secret");
    Files.setPosixFilePermissions(
        ca.resolve("ca.pem"), PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));

    expect(new KeyFiles(ca, at(NOW)), State.FAULT, "chmod go-rwx");
    expect(new SecretFile("database-password-file", password), State.WARNING, "chmod go-rwx");
    expect(
        new SecretFile("database-password-file", directory.resolve("none")),
        State.FAULT,
        "write the password into it");
    Path key = Files.writeString(directory.resolve("admin.pem"), "no key");
    expect(new AdminKey(key, at(NOW)), State.FAULT, "chmod 600 it, or start the Master anew");
  }

  @Test
  void aServerWithTooFewConnectionsIsAFault() {
    expect(connections(20, 0), State.FAULT, "raise max_connections to 51 or more");
    expect(connections(60, 30), State.WARNING, "when all come together some are refused");
    expect(connections(100, 30), State.OK, "48 at most, 40 of chunks and 8 of the Master");
  }

  @Test
  void clocksThatAreApartAreTold() {
    expect(clock(Duration.ofMillis(-40)), State.OK, "40 ms behind");
    expect(clock(Duration.ofSeconds(-30)), State.WARNING, "30000 ms behind this host's");
    expect(clock(Duration.ofHours(1)), State.FAULT, "3600000 ms ahead of this host's");
  }

  @Test
  void aLedgerOfANewerForayIsAFault() {
    expect(new DatabaseUsable(serving(server(99, 100, 0))), State.FAULT, "use the newer version");
    expect(new DatabaseUsable(serving(server(0, 100, 0))), State.OK, "the first start makes it");
    expect(new DatabaseUsable(serving(server(1, 100, 0))), State.OK, "the next start brings it to");
    expect(
        new DatabaseUsable(
            serving(
                new DatabaseServer("PostgreSQL at db", "17.5", 1, 100, 3, 0, true, Duration.ZERO))),
        State.WARNING,
        "connect as a user who is not called foray");
    expect(new DatabaseUsable(Optional::empty), State.OK, "H2 in the data directory");
  }

  @Test
  void aDatabaseThatIsAwayIsAskedOnceAndIsOneFault() {
    List<String> asked = new ArrayList<>();
    DatabaseUsable.Server server =
        new AskedOnce(
            () -> {
              asked.add("");
              throw new Refused(ExitCode.DATABASE, "no database answers");
            });

    expect(new DatabaseUsable(server), State.FAULT, "no database answers");
    expect(new ConnectionsEnough(server, 40), State.WARNING, "they can't be counted");
    expect(new ClockNear(server), State.WARNING, "no other to compare it with");
    assertThat(asked).hasSize(1);
  }

  @Test
  void afterItsLimitNothingMoreIsLookedAt() {
    List<Finding> found = new ArrayList<>();
    long[] nanos = {0};
    Checkup checkup = new Checkup(() -> nanos[0] += Duration.ofSeconds(4).toNanos(), found::add);
    Check slow = new JavaVersion(17, "17", "/jdk", 2);

    checkup.run(List.of(slow, slow, slow), Duration.ofSeconds(9));

    assertThat(found).extracting(Finding::state).containsExactly(State.OK, State.OK, State.WARNING);
    assertThat(checkup.isFaulty()).isFalse();
  }

  private DiskSpace room(long megabytes) {
    return new DiskSpace(directory, place -> megabytes * MEGABYTE);
  }

  private static ConnectionsEnough connections(int most, int others) {
    return new ConnectionsEnough(serving(server(1, most, others)), 40);
  }

  private static ClockNear clock(Duration ahead) {
    return new ClockNear(
        serving(new DatabaseServer("PostgreSQL at db", "17.5", 1, 100, 3, 0, false, ahead)));
  }

  private static DatabaseServer server(int schema, int most, int others) {
    return new DatabaseServer(
        "PostgreSQL at db", "17.5", schema, most, 3, others, false, Duration.ZERO);
  }

  private static DatabaseUsable.Server serving(DatabaseServer server) {
    return () -> Optional.of(server);
  }

  private static InstantSource at(Instant time) {
    return InstantSource.fixed(time);
  }

  private static void expect(Check check, State state, String sentence) {
    Finding finding = check.look();
    assertThat(finding.state()).as(finding.sentence()).isEqualTo(state);
    assertThat(finding.sentence()).contains(sentence).doesNotContain("\n");
  }
}

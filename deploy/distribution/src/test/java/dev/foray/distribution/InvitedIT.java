package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.GatedSumJob;
import dev.foray.distribution.jobs.SumJob;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.FleetAdmin;
import dev.foray.protocol.Names;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiPeer;
import dev.foray.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.rmi.AccessException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People come in from another machine's Foray home, and whoever is shut out is out at once. */
class InvitedIT {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int SLOTS = 2;
  private static final int CHUNKS = 4;

  @TempDir private static Path dataDirectory;
  private static String url = "";

  @SuppressWarnings("NullAway.Init")
  private static RunningMaster master;

  @TempDir private Path home;
  @TempDir private Path otherHome;

  @BeforeAll
  static void startMaster() throws Exception {
    url = Postgres.newDatabase();
    master =
        RunningMaster.startOn(
            url, dataDirectory, "--slots", String.valueOf(SLOTS), "--max-nodes", "2");
  }

  @AfterAll
  static void stopMaster() throws Exception {
    master.close();
  }

  @Test
  void personWhoWasInvitedCommandsFromElsewhereUntilTheyAreShutOut() throws Exception {
    String[] line = invitation("ada", "viewer");
    assertThat(says(home, line))
        .contains("Logged in to the Master at " + address() + " as ada: type `master jobs`");
    assertThat(says(home, "jobs")).contains("There are no jobs yet");
    assertThat(says(home, "nodes", "--master", address())).contains("There are no nodes");
    assertPrivate(home);

    assertRefused(home, "takes the role ADMIN", "invite", "eve", "--role", "admin");
    assertRefused(home, "takes the role DEPLOYER", "cancel", "1");
    assertRefused(otherHome, "this Master knows no such invitation", line);
    assertThat(says(dataDirectory, "certificates"))
        .containsPattern("admin/ada +VIEWER ")
        .containsPattern("admin/this-host +ADMIN ")
        .doesNotContain("eve");

    Identity ada = Identity.read(login(home));
    FleetAdmin kept =
        new RmiPeer(() -> ada).master(endpoint(), Names.FLEET_ADMIN, FleetAdmin.class);
    assertThat(kept.nodes()).isEmpty();
    assertRefused(dataDirectory, "nobody was given a certificate as admin/adda", "revoke", "adda");
    assertThat(says(dataDirectory, "revoke", "ada")).contains("as admin/ada is shut out");

    assertThatThrownBy(kept::nodes)
        .isInstanceOf(AccessException.class)
        .hasMessageContaining("was shut out");
    assertRefused(home, "was shut out: ask an admin for an invitation", "jobs");

    assertThat(says(home, invitation("ada", "deployer"))).contains("Logged in");
    assertRefused(home, "there is no job-1", "cancel", "1");
    assertThat(says(home, "logout")).contains("the key of ada is deleted here");
    assertThat(login(home)).doesNotExist();
    assertRefused(home, "You are not logged in", "logout");
  }

  @Test
  void codeIsOfNoUseIfItIsNotTheWholeOneOrAnotherMastersOrWithAnotherName() throws Exception {
    String[] line = invitation("bea", "viewer");
    String code = line[3];
    String otherMasters = code.substring(0, 64) + "0".repeat(32);

    assertRefused(home, "it has 96 digits", changed(line, 3, code.substring(1)));
    assertRefused(home, "nothing was sent", changed(line, 3, otherMasters));
    assertRefused(
        home, "no such invitation", changed(line, 3, "0".repeat(64) + code.substring(64)));
    assertRefused(home, "no such invitation", changed(line, 2, "this-host"));
    assertRefused(home, "no such invitation", changed(line, 2, "../../bea"));
    assertThat(home.resolve("logins")).doesNotExist();
    assertThat(says(home, line)).contains("as bea");
  }

  @Test
  void workerThatIsShutOutLosesWhatItHadAndTheJobGoesOnElsewhere() throws Exception {
    Path gate = home.resolve("gate");
    submit(gate);
    await("chunks in the slots of its node").atMost(LONG).until(() -> atWork() == SLOTS);
    String node = rows("select node_id from foray.worker where state = 'ACTIVE'").get(0);

    assertThat(says(dataDirectory, "certificates")).containsPattern("worker/" + node + " +WORKER ");
    assertThat(says(dataDirectory, "revoke", "worker/" + node)).contains("is shut out");
    assertThat(rows("select state from foray.worker where node_id = '" + node + "'"))
        .containsExactly("LOST");
    says(home, invitation("dora", "deployer"));
    says(home, "limit", "1", "3");
    assertThat(says(home, "job", "1")).contains("3 chunks at once, by dora since ");
    Files.createFile(gate);

    assertThat(master.run("wait", "1").exitCode()).as(master.log()).isZero();
    int pairs = CHUNKS * SumJob.PAIRS_PER_CHUNK;
    assertThat(rows("select count(*), count(distinct pair) from seen"))
        .containsExactly(pairs + "|" + pairs);
    assertThat(rows("select sum(n) from total")).containsExactly(String.valueOf(pairs));
    assertThat(
            rows(
                "select a.state from foray.attempt a join foray.worker w on a.worker_id = w.id"
                    + " where w.node_id = '"
                    + node
                    + "' and a.step = 'CHUNK'"))
        .hasSize(SLOTS)
        .containsOnly("LOST");
  }

  private static void submit(Path gate) throws Exception {
    Path jar = JobJar.of(dataDirectory, "sum.jar", SumJob.class, GatedSumJob.class);
    Distribution.Ended submitted =
        master.run(
            "submit",
            "--detach",
            "--jar",
            jar.toString(),
            "--param",
            "chunks=" + CHUNKS,
            "--param",
            "micros=100",
            "--param",
            "gate=" + gate,
            "GatedSumJob");
    assertThat(submitted.exitCode()).as(submitted.toString()).isZero();
  }

  /** The words that are to be typed elsewhere, without {@code master}. */
  private static String[] invitation(String name, String role) throws Exception {
    String said = says(dataDirectory, "invite", name, "--role", role);
    assertThat(said).contains(name + " is invited as " + role, "no other machine reaches it");
    String line =
        said.lines().filter(one -> one.startsWith("  master login ")).findFirst().orElseThrow();
    String[] words = line.strip().split(" ");
    return Stream.of(words).skip(1).toArray(String[]::new);
  }

  private static String[] changed(String[] line, int word, String text) {
    String[] changed = line.clone();
    changed[word] = text;
    return changed;
  }

  private static String address() throws IOException {
    return Files.readAllLines(dataDirectory.resolve("master.address")).get(0);
  }

  private static Endpoint endpoint() throws IOException {
    Transport.install();
    return Endpoint.parse(address(), 0);
  }

  private static Path login(Path home) throws IOException {
    Path logins = home.resolve("logins");
    try (Stream<Path> files = Files.list(logins)) {
      return files.findFirst().orElse(logins.resolve("none"));
    }
  }

  private static void assertPrivate(Path home) throws IOException {
    assertThat(rights(home.resolve("logins"))).isEqualTo("rwx------");
    assertThat(rights(login(home))).isEqualTo("rw-------");
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static String says(Path home, String... words) throws Exception {
    Distribution.Ended ended = Distribution.typed(home, words);
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    return ended.out();
  }

  private static void assertRefused(Path home, String why, String... words) throws Exception {
    Distribution.Ended ended = Distribution.typed(home, words);
    assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
    assertThat(ended.err()).contains(why).hasLineCount(1);
  }

  private static int atWork() throws Exception {
    return Integer.parseInt(
        rows("select count(*) from foray.attempt where step = 'CHUNK' and state = 'RUNNING'")
            .get(0));
  }

  private static List<String> rows(String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}

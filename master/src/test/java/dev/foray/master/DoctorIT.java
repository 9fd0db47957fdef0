package dev.foray.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import dev.foray.fakeec2.front.Fault;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerAddress;
import dev.foray.master.ledger.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, with a data directory and a PostgreSQL. */
class DoctorIT {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path directory;
  private LedgerAddress address;

  @BeforeEach
  void layOut() throws Exception {
    address = PostgresServer.freshAddress();
    Path home = directory.resolve("home");
    Files.createDirectories(home.resolve("lib/chunk-runner"));
    System.setProperty("foray.home", home.toString());
    Path password = Files.writeString(directory.resolve("password"), "postgres");
    password.toFile().setReadable(false, false);
    password.toFile().setReadable(true, true);
    Files.writeString(
        directory.resolve("foray.properties"),
        "port=0\ndatabase-url=%s\ndatabase-user=postgres\ndatabase-password-file=%s\n"
            .formatted(address.url(), password));
  }

  @AfterEach
  void forget() {
    System.clearProperty("foray.home");
  }

  @Test
  void whatIsWellEndsWithNoughtAndALineForEachThing() throws Exception {
    assertThat(doctor()).as(said()).isZero();
    assertThat(said().lines()).hasSize(11).noneMatch(line -> line.startsWith("fault"));
    assertThat(said()).contains("ok       java ", "without a ledger yet", "48 at most", "ms ");

    Ledger.open(address).close();
    assertThat(doctor("--json")).as(said()).isZero();
    assertThat(said())
        .startsWith("[\n  {\"state\": \"ok\", \"subject\": \"java\", \"found\": \"")
        .contains("with a ledger of version ")
        .endsWith("\"}\n]\n");
  }

  @Test
  void aFaultEndsWithOneAndTheRestIsLookedAtAllTheSame() throws Exception {
    assertThat(doctor("--slots", "none", "--database-user", "nobody")).isEqualTo(1);
    assertThat(said())
        .contains("fault    settings ", "--slots is \"none\"")
        .contains("fault    database ", "--database-user")
        .contains("ok       https-port ");
  }

  @Test
  void thePortForMetricsIsLookedAtWhereItIsSet() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String place = "127.0.0.1:" + taken.getLocalPort();
      assertThat(doctor("--metrics-bind", place)).isEqualTo(1);
      assertThat(said())
          .contains("fault    metrics-bind ", place + " can't be opened", "--metrics-bind");
      Files.writeString(
          directory.resolve(DataDirectory.ADDRESS),
          "127.0.0.1:1\nhttps 127.0.0.1:2\nmetrics " + place + "\n");
      assertThat(doctor("--metrics-bind", place)).as(said()).isZero();
    }
    assertThat(doctor("--metrics-bind", "127.0.0.1:0")).isZero();
    assertThat(said()).contains("ok       metrics-bind ", "any free one");
  }

  @Test
  void aServerWithFewerConnectionsThanTheSettingsWouldUseIsAFault() {
    assertThat(doctor("--max-db-connections", "100000")).isEqualTo(1);
    assertThat(said()).contains("fault    connections ", "or lower max-db-connections");
  }

  private int doctor(String... arguments) {
    said.reset();
    PrintStream screen = new PrintStream(said, true, StandardCharsets.UTF_8);
    return DoctorMain.run(Map.of("FORAY_HOME", directory.toString()), screen, screen, arguments);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theAccountOnEc2IsLookedAtWithinTwentySeconds() throws Exception {
    System.setProperty("aws.accessKeyId", FakeEc2Builder.KEY_ID);
    System.setProperty("aws.secretAccessKey", FakeEc2Builder.SECRET);
    try (FakeEc2 aws = FakeEc2.builder().start()) {
      String[] options = {"--ec2", "--bind", "0.0.0.0", "--advertise", "10.0.0.5"};
      assertThat(doctor(options)).isEqualTo(1);
      assertThat(said()).contains("fault    ec2 ", "say with ec2-subnets");

      settings(aws);
      aws.faults().choose((action, asked) -> Optional.of(Fault.delay(Duration.ofSeconds(10))));
      long began = System.nanoTime();
      assertThat(doctor(options)).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      assertThat(said())
          .contains("fault    credentials ", "mend the credentials first")
          .doesNotContain("subnets ");

      aws.faults().clear();
      assertThat(doctor(options)).as(said()).isZero();
      assertThat(said()).contains("ok       ec2:RunInstances ", "warning  quotas ");
      assertThat(aws.instances()).isEmpty();
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  private void settings(FakeEc2 aws) throws Exception {
    Files.writeString(
        directory.resolve("foray.properties"),
        """
        ec2-region=%s
        ec2-endpoint=%s
        ec2-subnets=subnet-0f0f0f0f0f0f0f00a
        ec2-security-groups=%s
        """
            .formatted(aws.region(), aws.endpoint(), FakeEc2Builder.SECURITY_GROUP),
        StandardOpenOption.APPEND);
  }
}

package dev.foray.fakeec2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.Timing;
import dev.foray.fakeec2.machine.RealMachines;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;

/** Machines in which user data runs: as root of this host only. */
class RealMachinesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TOKEN =
      """
      T=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
      imds() { curl -sf -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/$1; }
      """;

  private static RealMachines machines;
  private static FakeEc2 fake;
  private static Ec2Client ec2;

  @BeforeAll
  static void open() {
    assumeTrue(RealMachines.permitted(), "no namespaces for this user");
    machines = RealMachines.open(Duration.ZERO, Path.of("/usr/lib/jvm"));
    fake =
        FakeEc2.builder()
            .machines(machines)
            .timing(Timing.AT_ONCE.withShuttingDown(Duration.ofSeconds(2)))
            .role("node", "ec2:Describe*")
            .start();
    ec2 = Clients.of(fake);
  }

  @AfterAll
  static void close() {
    if (fake != null) {
      ec2.close();
      fake.close();
    }
  }

  @Test
  void userDataRunsAsRootInAMachineOfItsOwnUntilItShutsDown() {
    String id =
        launch(
            """
            id -u; hostname; hostname -I; echo kept > /etc/fake-ec2-was-here
            [ -z "$(ls /usr/lib/jvm)" ] && echo no java
            echo processes $(ls -d /proc/[0-9]* | wc -l)
            shutdown -h now
            """,
            r -> r.instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE));

    await().atMost(LIMIT).until(() -> state(id) == InstanceState.TERMINATED);

    InstanceView ended = fake.instance(id);
    assertThat(ended.reason()).contains("Client.InstanceInitiatedShutdown");
    assertThat(ended.console())
        .contains("\n0\n", "ip-" + ended.address().replace('.', '-'), ended.address(), "no java")
        .containsPattern("processes [0-9]\n");
    assertThat(Path.of("/etc/fake-ec2-was-here")).doesNotExist();
    String output = ec2.getConsoleOutput(r -> r.instanceId(id)).output();
    assertThat(new String(Base64.getDecoder().decode(output), UTF_8)).isEqualTo(ended.console());
  }

  @Test
  void theMetadataServiceWantsATokenAndTellsTheInstanceWhoItIs() throws Exception {
    String id =
        launch(
            TOKEN
                + """
                curl -s -o /dev/null -w 'without %{http_code}\\n' http://169.254.169.254/latest/meta-data/
                curl -s -o /dev/null -w 'forwarded %{http_code}\\n' -X PUT -H 'X-Forwarded-For: 1.2.3.4' \
                  -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token
                for path in instance-id instance-type local-ipv4 placement/availability-zone ami-id \
                  tags/instance/ tags/instance/of iam/security-credentials/; do
                  echo "$path=$(imds meta-data/$path)"
                done
                imds meta-data/iam/security-credentials/node
                imds meta-data/spot/instance-action || echo; echo "no notice"
                imds user-data | head -n 1
                echo; echo BEGIN; imds dynamic/instance-identity/rsa2048; echo; echo END
                while ! imds meta-data/spot/instance-action; do sleep 0.1; done
                while ! imds meta-data/events/recommendations/rebalance; do sleep 0.1; done
                echo told
                """,
            r ->
                r.instanceMarketOptions(m -> m.marketType(MarketType.SPOT))
                    .iamInstanceProfile(p -> p.name("node"))
                    .metadataOptions(
                        m ->
                            m.httpTokens(HttpTokensState.REQUIRED)
                                .instanceMetadataTags(InstanceMetadataTagsState.ENABLED)));
    ec2.createTags(r -> r.resources(id).tags(Clients.tag("of", "us")));
    await().atMost(LIMIT).until(() -> console(id).contains("END"));
    fake.interruptSpot(id);
    fake.recommendRebalance(id);
    await().atMost(LIMIT).until(() -> console(id).contains("told"));

    assertThat(console(id))
        .contains("without 401", "forwarded 403", "instance-id=" + id, "instance-type=m5.large")
        .contains("local-ipv4=" + fake.instance(id).address())
        .contains("availability-zone=eu-central-1a", "ami-id=" + FakeEc2Builder.IMAGE_X86_64)
        .contains("tags/instance/of=us", "iam/security-credentials/=node", "\"ASIAFAKEROLE")
        .contains("#!/bin/bash", "\"action\": \"terminate\"", "noticeTime");
    String signed = console(id).replaceAll("(?s).*BEGIN\n(.*)\nEND.*", "$1");
    CMSSignedData data =
        new CMSSignedData(new ByteArrayInputStream(Base64.getMimeDecoder().decode(signed.strip())));
    assertThat(
            data.getSignerInfos()
                .iterator()
                .next()
                .verify(
                    new JcaSimpleSignerInfoVerifierBuilder().build(fake.identity().certificate())))
        .isTrue();
    assertThat(new String((byte[]) data.getSignedContent().getContent(), UTF_8))
        .contains("\"instanceId\" : \"" + id + "\"", "\"accountId\" : \"123456789012\"");
    ec2.terminateInstances(r -> r.instanceIds(id));
  }

  @Test
  void aServiceThatIsKilledIsStartedAgainAndOneThatIsSilentToo() {
    String id =
        launch(
            """
            useradd --system worker
            cat > /etc/systemd/system/worker.service <<'UNIT'
            [Unit]
            StartLimitIntervalSec=0
            [Service]
            ExecStartPre=/bin/sh -c 'echo "before as $(id -un)"'
            ExecStart=/bin/sh -c 'echo "works as $(id -un) for ${WHOM}"; exec sleep 1000'
            User=worker
            Environment="WHOM=all of us"
            Restart=always
            RestartSec=100ms
            StandardOutput=journal+console
            UNIT
            cat > /etc/systemd/system/silent.service <<'UNIT'
            [Service]
            Type=notify
            NotifyAccess=all
            ExecStart=/bin/bash -c 'systemd-notify --ready; echo silent begins; exec sleep 1000'
            WatchdogSec=1
            Restart=on-failure
            StandardOutput=journal+console
            UNIT
            systemctl daemon-reload
            systemctl enable --now worker && systemctl is-active worker
            while ! journalctl -u worker | grep -q works; do sleep 0.1; done
            first=$(systemctl show -p MainPID --value worker)
            kill -9 $first
            while [ "$(systemctl show -p NRestarts --value worker)" = 0 ]; do sleep 0.1; done
            systemctl start silent && systemctl is-active silent
            while [ "$(systemctl show -p NRestarts --value silent)" = 0 ]; do sleep 0.1; done
            echo "both again"
            systemctl stop worker silent; systemctl is-active worker
            systemd-run --on-active=1s --unit=deadman /sbin/shutdown -h now
            systemctl is-active deadman.timer
            """,
            r -> {});
    await().atMost(LIMIT).until(() -> state(id) == InstanceState.STOPPED);

    assertThat(console(id))
        .contains("before as worker", "works as worker for all of us", "both again")
        .contains("worker.service: its process ended with 137", "its watchdog ends it")
        .containsPattern("both again\n(.*\n)*inactive\n(.*\n)*active\n");
    assertThat(console(id).split("works as worker", -1)).hasSize(3);
  }

  @Test
  void aMachineReachesTheHostKeepsAUserFromItsMetadataAndEndsItsServicesInOrder() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(machines.hostAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] said = exchange.getRemoteAddress().getHostString().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    server.start();
    String id =
        launch(
            TOKEN
                + """
                echo "the host saw $(curl -sf http://HOST/)"
                useradd --system runner
                ip rule add uidrange $(id -u runner)-$(id -u runner) to 169.254.169.254 prohibit
                runuser -u runner -- curl -s -m 5 http://169.254.169.254/ || echo runner is kept out
                imds meta-data/instance-id > /dev/null && echo root is not
                systemd-run --unit=polite --property=StandardOutput=journal+console \
                  /bin/bash -c 'trap "echo goodbye; exit 0" TERM; echo ready; sleep 1000 & wait'
                """
                    .replace("HOST", machines.hostAddress() + ":" + server.getAddress().getPort()),
            r -> {});
    await().atMost(LIMIT).until(() -> console(id).contains("ready"));
    ec2.terminateInstances(r -> r.instanceIds(id));
    await().atMost(LIMIT).until(() -> state(id) == InstanceState.TERMINATED);
    server.stop(0);

    assertThat(console(id))
        .contains("the host saw " + fake.instance(id).address())
        .contains("runner is kept out", "root is not", "goodbye", id + " is off");
  }

  @Test
  void whatIsTerminatedIsGoneWithEveryProcessOfIt() throws Exception {
    String mark = "31" + ProcessHandle.current().pid();
    String id = launch("setsid sleep " + mark + " & sleep 1000", r -> {});
    await().atMost(LIMIT).until(() -> sleeps(mark));
    ec2.terminateInstances(r -> r.instanceIds(id));
    await().atMost(LIMIT).until(() -> !sleeps(mark));
    await().atMost(LIMIT).until(() -> state(id) == InstanceState.TERMINATED);
  }

  @Test
  void whoseProcessIsKilledLeavesNeitherAMachineNorANetwork(@TempDir Path directory)
      throws Exception {
    String mark = "32" + ProcessHandle.current().pid();
    Process doomed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.foray.fakeec2.Doomed",
                mark)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String address = doomed.inputReader(UTF_8).readLine();
    await().atMost(LIMIT).until(() -> sleeps(mark));
    assertThat(isOurs(address)).isTrue();
    doomed.destroyForcibly();
    await().atMost(LIMIT).until(() -> !sleeps(mark) && !isOurs(address));
  }

  private static boolean isOurs(String address) throws Exception {
    return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
  }

  private static boolean sleeps(String seconds) throws Exception {
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (commandLine(process).equals("sleep " + seconds + " ")) {
          return true;
        }
      }
    }
    return false;
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
    } catch (java.io.IOException e) {
      return "";
    }
  }

  private static String launch(String script, Consumer<RunInstancesRequest.Builder> more) {
    String userData = "#!/bin/bash\n" + script;
    RunInstancesRequest.Builder request =
        Clients.one().toBuilder()
            .userData(Base64.getEncoder().encodeToString(userData.getBytes(UTF_8)));
    more.accept(request);
    return ec2.runInstances(request.build()).instances().get(0).instanceId();
  }

  private static InstanceState state(String id) {
    return fake.instance(id).state();
  }

  private static String console(String id) {
    return fake.instance(id).console();
  }
}

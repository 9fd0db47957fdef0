package dev.foray.distribution;

import static dev.foray.distribution.Template.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.InstanceType;
import dev.foray.fakeec2.cloud.SecurityGroup;
import dev.foray.fakeec2.cloud.SecurityRule;
import dev.foray.fakeec2.cloud.World;
import dev.foray.fakeec2.machine.RealMachines;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page on EC2 says is typed word for word: its instances are those of the fake, its stack
 * is what {@link AwsStandIn} makes of the template, and the Master's instance is this host.
 */
class RunningOnEc2IT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final String MASTERS_GROUP = "sg-0f0f0f0f0f0f0f002";

  @TempDir private Path room;
  @TempDir private Path database;

  @Test
  void thePageLeadsToTheFirstJobInTenCommandsAndToNothingLeftOverInOne() throws Exception {
    assumeTrue(RealMachines.permitted(), "needs root, for machines with a network of their own");
    List<String> first = commands("first");
    List<String> onTheMaster = commands("master");
    List<String> end = commands("end");
    assertThat(first.size() + onTheMaster.size()).isEqualTo(10);
    assertThat(end).hasSize(1);
    RealMachines machines = RealMachines.open(Duration.ZERO, Path.of("/usr/lib/jvm"));
    try (FakeEc2 aws =
            FakeEc2.builder().machines(machines).world(RunningOnEc2IT::usualTypes).start();
        RestartablePostgres postgres =
            RestartablePostgres.start(database, machines.hostAddress(), 16)) {
      Map<String, String> ids = ids(machines.hostAddress());
      layOut(aws, ids);
      Typist typist = new Typist(room, ROOT, environment(aws, postgres, machines.hostAddress()));
      try {
        begin(first, onTheMaster, typist);
        assertThat(aws.instances()).isNotEmpty();
        assertThat(Postgres.rows(url(postgres), "postgres", "", "select count(*) from city"))
            .containsExactly("135233");

        typist.type(end.get(0));
        assertThat(aws.instances())
            .allSatisfy(one -> assertThat(one.state()).isEqualTo(InstanceState.TERMINATED));
        assertThat(room.resolve("stack")).doesNotExist();
      } finally {
        MastersHost.in(room).end();
      }
    }
  }

  /** The last of the first ones opens the shell for those on the Master's instance. */
  private static void begin(List<String> first, List<String> onTheMaster, Typist typist)
      throws Exception {
    int last = first.size() - 1;
    for (String command : first.subList(0, last)) {
      typist.type(command);
    }
    for (String command : onTheMaster) {
      typist.type(first.get(last), command);
    }
  }

  /** What stands in the page's block of that name, a command an element. */
  private static List<String> commands(String block) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/running-on-ec2.md"));
    String fence = "```sh " + block + "\n";
    int begin = page.indexOf(fence) + fence.length();
    return page.substring(begin, page.indexOf("```", begin)).replace("\\\n", "").lines().toList();
  }

  /** The stack's network is the one that the fake has. */
  private static Map<String, String> ids(String address) {
    return Map.of(
        "SubnetOfNodes1", "subnet-0f0f0f0f0f0f0f00a",
        "SubnetOfNodes2", "subnet-0f0f0f0f0f0f0f00b",
        "NodeGroup.GroupId", FakeEc2Builder.SECURITY_GROUP,
        "MasterGroup.GroupId", MASTERS_GROUP,
        "MasterInstance", "i-0f0f0f0f0f0f0f0aa",
        "MasterInstance.PrivateIp", address,
        "Bucket", "foray-bucket-1a2b3c",
        "AWS::Region", "eu-central-1");
  }

  private void layOut(FakeEc2 aws, Map<String, String> ids) throws IOException {
    Template template = Template.read(ROOT.resolve("deploy/ec2/foray.yaml"));
    Stack stack = new Stack(template, Map.of(), ids);
    aws.world(world -> world.add(nodes(stack)));
    Files.writeString(
        room.resolve("ids"),
        ids.entrySet().stream()
            .map(each -> each.getKey().replace(":", "\\:") + "=" + each.getValue() + "\n")
            .collect(Collectors.joining()));
    Path standIn = Files.createDirectories(room.resolve("bin")).resolve("aws");
    Files.writeString(
        standIn,
        "#!/bin/sh\nexec '%s/bin/java' -XX:+UseSerialGC -cp '%s' %s \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                AwsStandIn.class.getName()));
    Files.setPosixFilePermissions(standIn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** With the rules that the template gives it. */
  private static SecurityGroup nodes(Stack stack) {
    return new SecurityGroup(
        FakeEc2Builder.SECURITY_GROUP,
        "nodes",
        FakeEc2Builder.VPC,
        rules(stack, "SecurityGroupIngress", "SourceSecurityGroupId"),
        rules(stack, "SecurityGroupEgress", "DestinationSecurityGroupId"));
  }

  private static List<SecurityRule> rules(Stack stack, String direction, String other) {
    return list(stack.property("NodeGroup", direction)).stream()
        .map(Template::map)
        .map(
            rule ->
                new SecurityRule(
                    String.valueOf(rule.get("IpProtocol")),
                    port(rule.get("FromPort")),
                    port(rule.get("ToPort")),
                    List.of(),
                    List.of(String.valueOf(rule.get(other)))))
        .toList();
  }

  private static int port(@Nullable Object written) {
    return Integer.parseInt(String.valueOf(written));
  }

  /** What is here because EC2 and the database are not where they are on EC2. */
  private Map<String, String> environment(
      FakeEc2 aws, RestartablePostgres postgres, String address) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FORAY_EC2_ENDPOINT", aws.endpoint().toString());
    environment.put("FORAY_DATABASE_URL", url(postgres));
    environment.put("FORAY_MAX_NODES", "1"); // All share this host.
    environment.put("FORAY_RUNNER_JVM_OPTIONS", "-XX:TieredStopAtLevel=1");
    environment.put("AWS_ACCESS_KEY_ID", FakeEc2Builder.KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", FakeEc2Builder.SECRET);
    environment.put("AWS_REGION", aws.region());
    environment.put("ROOM", room.toString());
    environment.put("ADDRESS", address);
    environment.put("DATABASE_SERVER", postgres.url());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    environment.put(
        "PATH", room + "/bin:" + System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
    return environment;
  }

  /** The database that the Master's instance makes. */
  private static String url(RestartablePostgres postgres) {
    return postgres.url().replaceFirst("postgres$", "jobs");
  }

  /** Those that are launched where the settings name none. */
  private static void usualTypes(World world) {
    for (String type : List.of("m7i.large", "m6i.large", "m7a.large", "m6a.large", "m5.large")) {
      world.add(new InstanceType(type, 2, 8 * 1024, "x86_64"), new BigDecimal("0.115"));
    }
  }
}

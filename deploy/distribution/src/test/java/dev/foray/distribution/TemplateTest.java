package dev.foray.distribution;

import static dev.foray.distribution.Template.list;
import static dev.foray.distribution.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the template for CloudFormation makes, by the text of it. */
class TemplateTest {
  private static final Path DIRECTORY = Path.of("..", "ec2");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([\\w:]+)");
  private static final Pattern PORT = Pattern.compile("(?m)^\\| (\\d+) of the Master, ");
  private static final String WORKERS = "32768-60999";

  private Template template;

  @BeforeEach
  void read() throws IOException {
    template = Template.read(DIRECTORY.resolve("foray.yaml"));
  }

  @Test
  void whateverIsNamedIsDeclaredAndNothingIsDeclaredInVain() {
    Set<String> named = new TreeSet<>();
    Set<String> conditions = new TreeSet<>();
    functions(template.whole(), (name, argument) -> collect(name, argument, named, conditions));

    assertThat(conditions).isEqualTo(template.conditions().keySet());
    assertThat(named)
        .containsAll(template.parameters().keySet())
        .allMatch(
            name ->
                name.startsWith("AWS::")
                    || template.parameters().containsKey(name)
                    || template.resources().containsKey(name));
  }

  @Test
  void noParameterIsNeeded() {
    assertThat(template.parameters().values())
        .allSatisfy(each -> assertThat(map(each)).containsKeys("Default", "Description"));
  }

  /** But for the role of nodes: they have none. */
  @Test
  void theMastersRightsAreThoseOfItsPolicyEachWithItsReason() throws IOException {
    Map<String, Object> policy = map(list(template.property("MasterRole", "Policies")).get(0));
    List<Object> wanted =
        list(
            map(new Yaml().load(Files.readString(DIRECTORY.resolve("master-policy.json"))))
                .get("Statement"));
    assertThat(list(map(policy.get("PolicyDocument")).get("Statement")))
        .containsExactlyElementsOf(
            wanted.stream()
                .filter(each -> !"GiveNodesTheirRole".equals(map(each).get("Sid")))
                .toList());
    assertThat(statementsWithoutAReason()).isEmpty();
  }

  @Test
  void nodesHaveNoRights() {
    assertThat(ofType("AWS::IAM::Role")).containsOnlyKeys("MasterRole");
    assertThat(ofType("AWS::IAM::InstanceProfile")).containsOnlyKeys("MasterProfile");
  }

  @Test
  void nobodyIsLetInFromOutsideAndInsideOnlyWhereTheTableOfPortsSays() throws IOException {
    String page = Files.readString(Path.of("..", "..", "docs", "security.md"));
    List<String> allowed =
        Stream.concat(
                PORT.matcher(page)
                    .results()
                    .map(found -> found.group(1))
                    .map(port -> "NodeGroup to MasterGroup " + port + "-" + port),
                Stream.of(
                    "MasterGroup to NodeGroup " + WORKERS, // any free one of each worker
                    "NodeGroup to MasterGroup 5432-5432")) // the database beside the Master
            .toList();
    assertThat(allowed).hasSize(4);

    assertThat(rules(here(Map.of()), "Ingress")).containsExactlyInAnyOrderElementsOf(allowed);
    List<String> out = rules(here(Map.of()), "Egress");
    assertThat(out).contains("MasterGroup to 0.0.0.0/0 443-443");
    assertThat(out.stream().filter(rule -> !rule.contains("0.0.0.0/0")))
        .containsExactlyInAnyOrderElementsOf(allowed);
  }

  @Test
  void withADatabaseElsewhereItsGroupLetsBothIn() {
    assertThat(rules(here(Map.of("DatabaseSecurityGroup", "sg-db")), "Ingress"))
        .contains("NodeGroup to sg-db 5432-5432", "MasterGroup to sg-db 5432-5432")
        .doesNotContain("NodeGroup to MasterGroup 5432-5432");
  }

  @Test
  void theSettingsThatItShowsAreThoseThatTheMastersInstanceHas() {
    for (Map<String, String> given : List.of(Map.<String, String>of(), ofTheirOwn())) {
      Stack stack = here(given);
      assertThat(
              String.valueOf(stack.property("MasterInstance", "UserData"))
                  .replace("$address", "10.83.0.5"))
          .contains(".properties <<END\n" + stack.output("Settings") + "END\n");
    }
    assertThat(here(Map.of()).output("Settings"))
        .contains("bind=10.83.0.5\n", "/10.83.0.5:5432/jobs\n", "ec2-subnets=sub-1,sub-2\n");
  }

  @Test
  void whereANetworkAndADatabaseAreThereNoneIsMade() {
    Stack stack = here(ofTheirOwn());
    assertThat(stack.output("Settings"))
        .contains("database-url=jdbc:postgresql://db/shop\n", "ec2-subnets=subnet-8,subnet-9\n");
    assertThat(stack.made())
        .contains("MasterInstance", "NodeGroup")
        .doesNotContain("Network", "SubnetOfNodes1", "RouteOut", "WayOut");
    assertThat(stack.property("NodeGroup", "VpcId")).isEqualTo("vpc-7");
  }

  @Test
  void withoutAnInstanceForTheMasterWhatIsNeededForOneElsewhereIsMade() {
    Stack stack = here(Map.of("Master", "no", "SessionManager", "no"));
    assertThat(stack.made())
        .contains("MasterProfile", "MasterGroup")
        .doesNotContain("MasterInstance", "Bucket", "FetchForay");
    assertThat(stack.output("Settings")).contains("bind=ADDRESS-OF-THE-MASTER\n");
    assertThat(template.property("MasterRole", "ManagedPolicyArns")).isInstanceOf(Map.class);
  }

  private static Map<String, String> ofTheirOwn() {
    return Map.of(
        "Vpc", "vpc-7",
        "Subnets", "subnet-8,subnet-9",
        "MasterSubnet", "subnet-6",
        "DatabaseUrl", "jdbc:postgresql://db/shop");
  }

  /** Each group's id is its name. */
  private Stack here(Map<String, String> given) {
    Map<String, String> ids = new TreeMap<>(Map.of("AWS::Region", "eu-central-1"));
    ids.put("AWS::StackName", "foray");
    template.resources().keySet().forEach(name -> ids.put(name, name));
    ids.putAll(Map.of("SubnetOfNodes1", "sub-1", "SubnetOfNodes2", "sub-2"));
    ids.putAll(Map.of("MasterGroup.GroupId", "MasterGroup", "NodeGroup.GroupId", "NodeGroup"));
    ids.put("MasterInstance.PrivateIp", "10.83.0.5");
    return new Stack(template, given, ids);
  }

  /** As {@code from to to ports}, whether they stand in a group or beside it. */
  private List<String> rules(Stack stack, String direction) {
    List<String> rules = new ArrayList<>();
    for (String name : stack.made()) {
      String type = String.valueOf(map(template.resources().get(name)).get("Type"));
      Map<String, Object> properties =
          map(map(template.resources().get(name)).getOrDefault("Properties", Map.of()));
      if (type.equals("AWS::EC2::SecurityGroup" + direction)) {
        Map<String, Object> rule =
            properties.keySet().stream()
                .collect(Collectors.toMap(each -> each, each -> stack.property(name, each)));
        rules.add(rule(direction, String.valueOf(rule.get("GroupId")), rule));
      } else if (properties.containsKey("SecurityGroup" + direction)) {
        list(stack.property(name, "SecurityGroup" + direction))
            .forEach(rule -> rules.add(rule(direction, name, map(rule))));
      }
    }
    return rules;
  }

  private static String rule(String direction, String group, Map<String, Object> rule) {
    assertThat(rule).containsEntry("IpProtocol", "tcp");
    boolean isIn = direction.equals("Ingress");
    Object other =
        rule.getOrDefault(
            isIn ? "SourceSecurityGroupId" : "DestinationSecurityGroupId", rule.get("CidrIp"));
    return (isIn ? other + " to " + group : group + " to " + other)
        + " "
        + rule.get("FromPort")
        + "-"
        + rule.get("ToPort");
  }

  private Map<String, Object> ofType(String type) {
    return template.resources().entrySet().stream()
        .filter(each -> type.equals(map(each.getValue()).get("Type")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<String> statementsWithoutAReason() throws IOException {
    List<String> lines = Files.readAllLines(DIRECTORY.resolve("foray.yaml"));
    return lines.stream()
        .filter(line -> line.contains("- Sid:"))
        .filter(line -> !lines.get(lines.indexOf(line) - 1).strip().startsWith("#"))
        .toList();
  }

  private static void collect(
      String name, Object argument, Set<String> named, Set<String> conditions) {
    switch (name) {
      case "Ref" -> named.add((String) argument);
      case "Fn::GetAtt" -> named.add((String) list(argument).get(0));
      case "Fn::If" -> conditions.add((String) list(argument).get(0));
      case "Condition" -> {
        if (argument instanceof String condition) {
          conditions.add(condition);
        }
      }
      case "DependsOn" -> named.add((String) argument);
      case "Fn::Sub" -> {
        boolean isPlain = argument instanceof String;
        Set<String> own = isPlain ? Set.of() : map(list(argument).get(1)).keySet();
        VARIABLE
            .matcher(isPlain ? (String) argument : (String) list(argument).get(0))
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(each -> !own.contains(each))
            .forEach(named::add);
      }
      default -> {}
    }
  }

  private static void functions(Object value, BiConsumer<String, Object> each) {
    if (value instanceof Map) {
      map(value)
          .forEach(
              (name, argument) -> {
                each.accept(name, argument);
                functions(argument, each);
              });
    } else if (value instanceof Collection<?> several) {
      several.forEach(one -> functions(one, each));
    }
  }
}

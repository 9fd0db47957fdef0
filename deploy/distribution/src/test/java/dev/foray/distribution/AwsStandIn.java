package dev.foray.distribution;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The command {@code aws}, as far as {@code docs/running-on-ec2.md} types what the fake of EC2 does
 * not speak: a process of its own for each, started by a script of that name on the path. What was
 * made lies in a directory of the test's. Refuses every command and option that it does not know.
 */
final class AwsStandIn {
  private static final Pattern OUTPUT =
      Pattern.compile("Stacks\\[0]\\.Outputs\\[\\?OutputKey=='(\\w+)']\\.OutputValue");

  private final Path room;
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();

  private AwsStandIn(Path room, String... typed) {
    this.room = room;
    for (int i = 0; i < typed.length; i++) {
      if (typed[i].startsWith("--")) {
        options.put(typed[i], typed[++i]);
      } else {
        words.add(typed[i]);
      }
    }
  }

  public static void main(String... typed) throws Exception {
    System.exit(new AwsStandIn(Path.of(System.getenv("ROOM")), typed).run());
  }

  private int run() throws Exception {
    String command = String.join(" ", words.subList(0, 2));
    return switch (command) {
      case "iam create-service-linked-role" -> taking("--aws-service-name").makeRole();
      case "cloudformation deploy" ->
          taking("--stack-name", "--template-file", "--capabilities").deploy();
      case "cloudformation describe-stacks" ->
          taking("--stack-name", "--query", "--output").describe();
      case "cloudformation delete-stack" -> taking("--stack-name").delete();
      case "cloudformation wait" -> taking("--stack-name").seeThatItIsGone();
      case "s3 cp" -> taking().copy(Path.of(words.get(2)), inBucket(words.get(3)));
      case "s3 mv" -> taking().move(inBucket(words.get(2)), Path.of(words.get(3)));
      case "ssm start-session" ->
          taking("--target", "--document-name", "--parameters").startSession();
      default -> throw new IllegalArgumentException("aws knows no " + command);
    };
  }

  /** Refuses what it does not know; that something lacks, it sees as well. */
  private AwsStandIn taking(String... names) {
    if (!options.keySet().equals(Set.of(names))) {
      throw new IllegalArgumentException(words + " takes other options than " + options);
    }
    return this;
  }

  private String said(String option) {
    return requireNonNull(options.get(option));
  }

  private int makeRole() throws IOException {
    String service = said("--aws-service-name");
    if (!Set.of("spot.amazonaws.com", "ec2fleet.amazonaws.com").contains(service)) {
      throw new IllegalArgumentException("Service role for " + service + " is not known");
    }
    Files.createFile(room.resolve(service));
    return 0;
  }

  private int deploy() throws Exception {
    if (!"CAPABILITY_IAM".equals(said("--capabilities"))) {
      throw new IllegalArgumentException("Requires capabilities : [CAPABILITY_IAM]");
    }
    Files.copy(Path.of(said("--template-file")), template());
    Files.writeString(mark(), said("--stack-name"));
    Files.createDirectory(room.resolve("bucket"));
    return MastersHost.in(room).boot(stack());
  }

  private int describe() throws IOException {
    Matcher query = OUTPUT.matcher(said("--query"));
    if (!query.matches() || !"text".equals(said("--output"))) {
      throw new IllegalArgumentException("This stand-in reads one output as text, not " + options);
    }
    System.out.println(stack().output(query.group(1)));
    return 0;
  }

  private int copy(Path from, Path to) throws IOException {
    Files.copy(from, Files.isDirectory(to) ? to.resolve(from.getFileName()) : to);
    return 0;
  }

  private int move(Path from, Path to) throws IOException {
    copy(from, to);
    Files.delete(from);
    return 0;
  }

  private Path inBucket(String address) throws IOException {
    String bucket = "s3://" + ids().get("Bucket") + "/";
    if (!address.startsWith(bucket)) {
      throw new IllegalArgumentException("The stack's bucket is " + bucket + ", not " + address);
    }
    return room.resolve("bucket").resolve(address.substring(bucket.length()));
  }

  /** Ends as the command in the session does, which a real one does not tell. */
  private int startSession() throws Exception {
    String command = said("--parameters");
    if (!said("--target").equals(ids().get("MasterInstance"))
        || !"AWS-StartInteractiveCommand".equals(said("--document-name"))
        || !command.startsWith("command=")) {
      throw new IllegalArgumentException("No such session: " + options);
    }
    return new ProcessBuilder("sh", "-c", command.substring("command=".length()))
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Its instance ends; all goes, unless something of it is in use. */
  private int delete() throws IOException {
    stack();
    MastersHost.in(room).end();
    try (Stream<Path> kept = Files.list(room.resolve("bucket"))) {
      if (kept.findAny().isEmpty() && !isInUse()) {
        Files.delete(mark());
      }
    }
    return 0;
  }

  private int seeThatItIsGone() {
    if (!words.equals(List.of("cloudformation", "wait", "stack-delete-complete"))) {
      throw new IllegalArgumentException("aws knows no " + words);
    }
    if (Files.exists(mark())) {
      System.err.println("Waiter StackDeleteComplete failed for " + options + ": DELETE_FAILED");
      return 255;
    }
    return 0;
  }

  /** Whether an instance is in its network. */
  private static boolean isInUse() {
    try (Ec2Client ec2 =
        Ec2Client.builder()
            .endpointOverride(URI.create(System.getenv("FORAY_EC2_ENDPOINT")))
            .region(Region.of(System.getenv("AWS_REGION")))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      return ec2.describeInstances().reservations().stream()
          .flatMap(reservation -> reservation.instances().stream())
          .anyMatch(one -> one.state().name() != InstanceStateName.TERMINATED);
    }
  }

  private Stack stack() throws IOException {
    if (!Files.readString(mark()).equals(said("--stack-name"))) {
      throw new IllegalArgumentException("There is no stack " + said("--stack-name"));
    }
    Map<String, String> ids = ids();
    ids.put("AWS::StackName", said("--stack-name"));
    return new Stack(Template.read(template()), Map.of(), ids);
  }

  private Path template() {
    return room.resolve("template");
  }

  private Path mark() {
    return room.resolve("stack");
  }

  /** What the test says; whatever else the template makes has its own name for an id. */
  private Map<String, String> ids() throws IOException {
    Properties said = new Properties();
    try (BufferedReader file = Files.newBufferedReader(room.resolve("ids"))) {
      said.load(file);
    }
    Map<String, String> ids = new HashMap<>();
    if (Files.exists(template())) {
      Template.read(template()).resources().keySet().forEach(name -> ids.put(name, name));
    }
    said.forEach((name, id) -> ids.put(String.valueOf(name), String.valueOf(id)));
    return ids;
  }
}

package dev.foray.fakeec2.imds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The paths below {@code /latest/} and what stands at each, for one instance at one moment. */
final class MetadataTree {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private final TreeMap<String, Supplier<String>> leaves = new TreeMap<>();

  private MetadataTree() {}

  static MetadataTree of(Metadata metadata, Supplier<Identity> identity) {
    MetadataTree tree = new MetadataTree();
    tree.plain(metadata);
    tree.changing(metadata);
    String document = document(metadata);
    tree.leaf("dynamic/instance-identity/document", () -> document);
    tree.leaf("dynamic/instance-identity/rsa2048", () -> identity.get().rsa2048(document));
    tree.leaf("dynamic/instance-identity/signature", () -> identity.get().signature(document));
    if (metadata.userData().length() > 0) {
      tree.leaf("user-data", () -> metadata.userData().text());
    }
    return tree;
  }

  /** What stands there; of a directory the names in it, those of directories with a slash. */
  Optional<String> read(String path) {
    String asked = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Supplier<String> leaf = leaves.get(asked);
    if (leaf != null) {
      return Optional.of(leaf.get());
    }
    String prefix = asked.isEmpty() ? "" : asked + "/";
    String names =
        leaves.keySet().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> child(name.substring(prefix.length())))
            .distinct()
            .collect(Collectors.joining("\n"));
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }

  private void plain(Metadata metadata) {
    Map<String, String> values =
        Map.of(
            "ami-id", metadata.imageId(),
            "instance-id", metadata.instanceId(),
            "instance-type", metadata.instanceType(),
            "local-ipv4", metadata.address(),
            "local-hostname", "ip-" + metadata.address().replace('.', '-') + ".internal",
            "placement/availability-zone", metadata.zone(),
            "placement/region", metadata.region());
    values.forEach((name, value) -> leaf("meta-data/" + name, () -> value));
    metadata
        .tags()
        .ifPresent(
            tags ->
                tags.forEach((key, value) -> leaf("meta-data/tags/instance/" + key, () -> value)));
  }

  /** What comes while the instance runs, and is not there before. */
  private void changing(Metadata metadata) {
    metadata
        .interruptedAt()
        .ifPresent(
            at -> {
              leaf(
                  "meta-data/spot/instance-action",
                  () -> "{\"action\": \"terminate\", \"time\": \"" + TIME.format(at) + "\"}");
              leaf("meta-data/spot/termination-time", () -> TIME.format(at));
            });
    metadata
        .rebalanceSaidAt()
        .ifPresent(
            at ->
                leaf(
                    "meta-data/events/recommendations/rebalance",
                    () -> "{\"noticeTime\": \"" + TIME.format(at) + "\"}"));
    metadata
        .credentials()
        .ifPresent(
            credentials ->
                leaf(
                    "meta-data/iam/security-credentials/" + metadata.role().orElseThrow(),
                    () -> json(credentials)));
  }

  private void leaf(String path, Supplier<String> value) {
    leaves.put(path, value);
  }

  private static String child(String rest) {
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash + 1);
  }

  /** The document as EC2 writes it, for the instance that these metadata are of. */
  static String document(Metadata metadata) {
    return """
        {
          "accountId" : "%s",
          "architecture" : "%s",
          "availabilityZone" : "%s",
          "billingProducts" : null,
          "devpayProductCodes" : null,
          "marketplaceProductCodes" : null,
          "imageId" : "%s",
          "instanceId" : "%s",
          "instanceType" : "%s",
          "kernelId" : null,
          "pendingTime" : "%s",
          "privateIp" : "%s",
          "ramdiskId" : null,
          "region" : "%s",
          "version" : "2017-09-30"
        }"""
        .formatted(
            metadata.accountId(),
            metadata.architecture(),
            metadata.zone(),
            metadata.imageId(),
            metadata.instanceId(),
            metadata.instanceType(),
            TIME.format(metadata.launched()),
            metadata.address(),
            metadata.region());
  }

  private static String json(Metadata.Credentials credentials) {
    return """
        {
          "Code" : "Success",
          "LastUpdated" : "%s",
          "Type" : "AWS-HMAC",
          "AccessKeyId" : "%s",
          "SecretAccessKey" : "%s",
          "Token" : "%s",
          "Expiration" : "%s"
        }"""
        .formatted(
            time(credentials.updated()),
            credentials.keyId(),
            credentials.secret(),
            credentials.token(),
            time(credentials.expires()));
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }
}

package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.cloud.Specification;
import dev.foray.fakeec2.cloud.StateReason;
import dev.foray.fakeec2.query.Xml;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** How instances, tags and times look in answers. */
final class Descriptions {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private Descriptions() {}

  static String time(Instant time) {
    return TIME.format(time);
  }

  static void tags(Xml xml, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      xml.items(
          "tagSet",
          tags.entrySet(),
          (item, tag) -> item.value("key", tag.getKey()).value("value", tag.getValue()));
    }
  }

  static void state(Xml xml, String name, Instance instance) {
    xml.element(
        name, () -> xml.value("code", instance.state().code()).value("name", instance.stateWord()));
  }

  static void reservation(Xml xml, String id, List<Instance> instances, Account account) {
    xml.value("reservationId", id).value("ownerId", account.id());
    xml.items("groupSet", List.of(), (item, group) -> {});
    xml.items("instancesSet", instances, (item, instance) -> instance(item, instance, account));
  }

  private static void instance(Xml xml, Instance instance, Account account) {
    Specification specification = instance.specification();
    xml.value("instanceId", instance.id()).value("imageId", specification.image().id());
    state(xml, "instanceState", instance);
    boolean terminated = instance.state().isTerminal();
    String address = terminated ? "" : instance.address();
    xml.value("privateDnsName", terminated ? "" : "ip-" + address.replace('.', '-') + ".internal");
    xml.value("dnsName", "");
    instance
        .reason()
        .ifPresent(
            reason -> {
              xml.value("reason", transition(reason, instance.reasonSince()));
              xml.element(
                  "stateReason",
                  () -> xml.value("code", reason.code()).value("message", reason.message()));
            });
    instance.asked().text("KeyName").ifPresent(key -> xml.value("keyName", key));
    xml.value("amiLaunchIndex", 0);
    xml.items("productCodes", List.of(), (item, code) -> {});
    xml.value("instanceType", specification.type().name());
    xml.value("launchTime", time(instance.launched()));
    xml.element(
        "placement",
        () ->
            xml.value("availabilityZone", specification.subnet().zone())
                .value("groupName", "")
                .value("tenancy", "default"));
    xml.element("monitoring", () -> xml.value("state", "disabled"));
    if (!terminated) {
      xml.value("subnetId", specification.subnet().id());
      xml.value("vpcId", specification.subnet().vpc());
      xml.value("privateIpAddress", address);
    }
    xml.value("sourceDestCheck", true);
    xml.items(
        "groupSet",
        specification.groups(),
        (item, group) -> item.value("groupId", group.id()).value("groupName", group.name()));
    xml.value("architecture", specification.image().architecture());
    xml.value("rootDeviceType", "ebs");
    xml.value("rootDeviceName", specification.image().rootDevice());
    xml.value("virtualizationType", "hvm").value("hypervisor", "xen");
    xml.value("clientToken", instance.clientToken());
    tags(xml, instance.tags());
    if (specification.market() == Market.SPOT) {
      xml.value("instanceLifecycle", "spot");
      xml.value("spotInstanceRequestId", "sir-" + instance.id().substring(2, 10));
    }
    specification
        .profile()
        .ifPresent(
            profile ->
                xml.element(
                    "iamInstanceProfile",
                    () ->
                        xml.value(
                                "arn",
                                "arn:aws:iam::" + account.id() + ":instance-profile/" + profile)
                            .value("id", "AIPAFAKE" + Integer.toHexString(profile.hashCode()))));
    xml.value("ebsOptimized", instance.asked().flag("EbsOptimized"));
    xml.value("enaSupport", true);
    metadataOptions(xml, specification);
  }

  /** When it was is said only where somebody has ended it. */
  private static String transition(StateReason reason, Instant since) {
    return reason.equals(StateReason.BY_CLIENT)
        ? "User initiated (" + SECOND.format(since) + " GMT)"
        : reason.message();
  }

  private static void metadataOptions(Xml xml, Specification specification) {
    xml.element(
        "metadataOptions",
        () ->
            xml.value("state", "applied")
                .value("httpTokens", specification.option("HttpTokens", "required"))
                .value(
                    "httpPutResponseHopLimit", specification.option("HttpPutResponseHopLimit", "2"))
                .value("httpEndpoint", specification.option("HttpEndpoint", "enabled"))
                .value("httpProtocolIpv6", "disabled")
                .value(
                    "instanceMetadataTags",
                    specification.option("InstanceMetadataTags", "disabled")));
  }
}

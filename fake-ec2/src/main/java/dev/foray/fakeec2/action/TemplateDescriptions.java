package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.LaunchTemplate;
import dev.foray.fakeec2.cloud.TemplateVersion;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;

/** How launch templates look in answers. */
final class TemplateDescriptions {
  private TemplateDescriptions() {}

  static void template(Xml xml, LaunchTemplate template, Account account) {
    names(xml, template, account);
    xml.value("createTime", Descriptions.time(template.created()))
        .value("defaultVersionNumber", template.defaultVersion())
        .value("latestVersionNumber", template.latestVersion());
    Descriptions.tags(xml, template.tags());
  }

  static void version(Xml xml, LaunchTemplate template, TemplateVersion version, Account account) {
    names(xml, template, account);
    xml.value("versionNumber", version.number())
        .value("versionDescription", version.description())
        .value("createTime", Descriptions.time(version.created()))
        .value("defaultVersion", version.number() == template.defaultVersion());
    Parameters content = version.content();
    xml.element(
        "launchTemplateData",
        () -> {
          xml.value("imageId", content.text("ImageId"))
              .value("instanceType", content.text("InstanceType"))
              .value("keyName", content.text("KeyName"))
              .value("userData", content.text("UserData"))
              .value(
                  "instanceInitiatedShutdownBehavior",
                  content.text("InstanceInitiatedShutdownBehavior"));
          xml.items("securityGroupIdSet", content.texts("SecurityGroupId"), Xml::itself);
        });
  }

  private static void names(Xml xml, LaunchTemplate template, Account account) {
    xml.value("launchTemplateId", template.id())
        .value("launchTemplateName", template.name())
        .value("createdBy", "arn:aws:iam::" + account.id() + ":root");
  }
}

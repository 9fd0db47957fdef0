package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Image;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.List;
import java.util.Map;

/** Lists images by id or filter. */
final class DescribeImages implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<String> ids = request.texts("ImageId");
    Filters filters = Filters.of(request);
    List<Image> found =
        (ids.isEmpty()
                ? account.world().images()
                : ids.stream().map(account.world()::image).toList())
            .stream()
                .filter(
                    image ->
                        filters.pass(
                            Map.of(
                                "image-id",
                                image.id(),
                                "name",
                                image.name(),
                                "architecture",
                                image.architecture(),
                                "state",
                                "available",
                                "root-device-type",
                                "ebs",
                                "virtualization-type",
                                "hvm"),
                            Map.of()))
                .toList();
    Page<Image> page = Page.of(found, request, 1);
    answer.items("imagesSet", page.things(), DescribeImages::image);
    answer.value("nextToken", page.next());
  }

  private static void image(Xml xml, Image image) {
    xml.value("imageId", image.id())
        .value("imageLocation", "amazon/" + image.name())
        .value("imageState", "available")
        .value("imageOwnerId", "137112412989")
        .value("imageOwnerAlias", "amazon")
        .value("isPublic", true)
        .value("architecture", image.architecture())
        .value("imageType", "machine")
        .value("name", image.name())
        .value("rootDeviceType", "ebs")
        .value("rootDeviceName", image.rootDevice())
        .value("virtualizationType", "hvm")
        .value("hypervisor", "xen")
        .value("enaSupport", true)
        .value("imdsSupport", "v2.0")
        .value("platformDetails", "Linux/UNIX")
        .value("creationDate", "2026-01-01T00:00:00.000Z");
    xml.items(
        "blockDeviceMapping",
        List.of(image.rootDevice()),
        (item, device) -> {
          item.value("deviceName", device);
          item.element(
              "ebs",
              () ->
                  item.value("snapshotId", "snap-" + image.id().substring(4))
                      .value("volumeSize", 8)
                      .value("volumeType", "gp3")
                      .value("deleteOnTermination", true)
                      .value("encrypted", false));
        });
  }
}

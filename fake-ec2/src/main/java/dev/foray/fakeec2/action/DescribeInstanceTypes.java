package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.InstanceType;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.util.List;
import java.util.Map;

/** Says what instance types are. */
final class DescribeInstanceTypes implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<String> names = request.texts("InstanceType");
    for (String name : names) {
      if (account.world().types().stream().noneMatch(type -> type.name().equals(name))) {
        throw Refusal.of(
            "InvalidInstanceType",
            "The following supplied instance types do not exist: [" + name + "]");
      }
    }
    Filters filters = Filters.of(request);
    List<InstanceType> found =
        account.world().types().stream()
            .filter(type -> names.isEmpty() || names.contains(type.name()))
            .filter(
                type ->
                    filters.pass(
                        Map.of(
                            "instance-type", type.name(),
                            "current-generation", "true",
                            "processor-info.supported-architecture", type.architecture(),
                            "vcpu-info.default-vcpus", String.valueOf(type.vcpus()),
                            "memory-info.size-in-mib", String.valueOf(type.memoryMib())),
                        Map.of()))
            .toList();
    Page<InstanceType> page = Page.of(found, request, 5);
    answer.items("instanceTypeSet", page.things(), DescribeInstanceTypes::type);
    answer.value("nextToken", page.next());
  }

  private static void type(Xml xml, InstanceType type) {
    xml.value("instanceType", type.name()).value("currentGeneration", true);
    xml.items("supportedUsageClasses", List.of("on-demand", "spot"), Xml::itself);
    xml.items("supportedRootDeviceTypes", List.of("ebs"), Xml::itself);
    xml.items("supportedVirtualizationTypes", List.of("hvm"), Xml::itself);
    xml.value("bareMetal", false).value("hypervisor", "nitro");
    xml.element(
        "processorInfo",
        () -> xml.items("supportedArchitectures", List.of(type.architecture()), Xml::itself));
    xml.element(
        "vCpuInfo",
        () ->
            xml.value("defaultVCpus", type.vcpus())
                .value("defaultCores", Math.max(1, type.vcpus() / 2))
                .value("defaultThreadsPerCore", Math.min(2, type.vcpus())));
    xml.element("memoryInfo", () -> xml.value("sizeInMiB", type.memoryMib()));
    xml.value("instanceStorageSupported", false);
    xml.value("burstablePerformanceSupported", type.name().startsWith("t"));
  }
}

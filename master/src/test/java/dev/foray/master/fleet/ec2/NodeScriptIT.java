package dev.foray.master.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.machine.RealMachines;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Secret;
import dev.foray.transport.EnrolmentLetter;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What instances do by themselves, on machines that run: without a Master they end. */
class NodeScriptIT {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Nobody listens there. */
  private static final Endpoint NOWHERE = new Endpoint("127.0.0.1", 1);

  @Test
  void instanceThatFindsNoMasterOrOnWhichNoWorkerLivesEndsItself() {
    assumeTrue(RealMachines.permitted(), "needs root, for machines with a network of their own");
    try (FakeEc2 aws = FakeEc2.builder().machines(RealMachines.open()).start();
        Ec2Client client = AtFakeEc2.client(aws)) {
      SdkCloud cloud = new SdkCloud(client, AtFakeEc2.settings(aws), "c1", InstantSource.system());
      String masterless = launch(cloud, "launch-1", script());
      String lifeless =
          launch(
              cloud,
              "launch-2",
              guardOf(script()) + "\ntouch -d '1 hour ago' /run/foray/alive\nsleep 600\n");

      await("the end of both")
          .atMost(LONG)
          .untilAsserted(
              () -> {
                assertThat(aws.instance(masterless).state()).isEqualTo(InstanceState.TERMINATED);
                assertThat(aws.instance(lifeless).state()).isEqualTo(InstanceState.TERMINATED);
              });
      assertThat(cloud.instances()).extracting(Instance::reason).containsOnly("");
      assertThat(cloud.console(masterless).orElse(""))
          .contains("the list of the jars did not come from the Master at " + NOWHERE);
      assertThat(aws.requests().of("TerminateInstances")).isEmpty();
    } catch (CloudSilent | CloudRefused e) {
      throw new AssertionError(e);
    }
  }

  private static String launch(SdkCloud cloud, String launch, String script)
      throws CloudRefused, CloudSilent {
    return cloud.launch(new InstanceOrder(launch, 1, script)).instances().get(0).id();
  }

  private static String script() {
    return new NodeScript(NOWHERE, "0".repeat(64), Duration.ofMinutes(10))
        .text(
            new EnrolmentLetter(NOWHERE, "launch-1", "", new Secret("secret"), "no authority"), 2);
  }

  private static String guardOf(String script) {
    return script.substring(0, script.indexOf("set -u"));
  }
}

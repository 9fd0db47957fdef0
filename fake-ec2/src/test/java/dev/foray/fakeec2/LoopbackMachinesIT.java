package dev.foray.fakeec2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.machine.LoopbackMachines;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

class LoopbackMachinesIT {

  @Test
  void withoutNamespacesUserDataIsAProcessWithMetadataAndAWayToShutDown() {
    String userData =
        """
        #!/bin/bash
        at=$AWS_EC2_METADATA_SERVICE_ENDPOINT/latest
        token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' $at/api/token)
        curl -sf -H "X-aws-ec2-metadata-token: $token" $at/meta-data/instance-id
        shutdown -h now
        """;
    try (FakeEc2 fake = FakeEc2.builder().machines(new LoopbackMachines()).start();
        Ec2Client ec2 = Clients.of(fake)) {
      String id =
          ec2.runInstances(
                  Clients.one().toBuilder()
                      .userData(Base64.getEncoder().encodeToString(userData.getBytes(UTF_8)))
                      .build())
              .instances()
              .get(0)
              .instanceId();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> fake.instance(id).state() == InstanceState.STOPPED);
      assertThat(fake.instance(id).console()).contains(id);
    }
  }
}

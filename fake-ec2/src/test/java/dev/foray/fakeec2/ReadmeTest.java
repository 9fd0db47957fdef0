package dev.foray.fakeec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.Pool;
import dev.foray.fakeec2.cloud.Timing;
import dev.foray.fakeec2.front.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What the README shows. */
class ReadmeTest {

  @Test
  void theTenLines() {
    var clock = new ManualClock();
    var key = AwsBasicCredentials.create(FakeEc2Builder.KEY_ID, FakeEc2Builder.SECRET);
    try (var fake = FakeEc2.builder().clock(clock).timing(Timing.LIKE_EC2).start();
        var ec2 =
            Ec2Client.builder()
                .endpointOverride(fake.endpoint())
                .region(Region.of(fake.region()))
                .credentialsProvider(StaticCredentialsProvider.create(key))
                .build()) {
      fake.world(world -> world.room(new Pool("m5.large", "eu-central-1a"), 1));
      ec2.runInstances(Clients.one()); // or whatever is tested
      clock.pass(Duration.ofSeconds(8 + 90));
      assertThat(fake.instances().get(0).state()).isEqualTo(InstanceState.RUNNING);
      assertThat(fake.meter().total()).isEqualByComparingTo("0.002875"); // 90 s of 0.115 USD/h
      fake.faults().next("DescribeInstances", Fault.refuse(400, "Blocked", "Not today"));
      assertThatThrownBy(ec2::describeInstances).isInstanceOf(SdkException.class);
    }
  }
}

package dev.foray.master.fleet.ec2;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A client of the fake, and settings that fit what it has without a word. */
final class AtFakeEc2 {
  private static final String SUBNET = "subnet-0f0f0f0f0f0f0f00a";

  private AtFakeEc2() {}

  static Ec2Client client(FakeEc2 aws) {
    return client(aws, FakeEc2Builder.KEY_ID, FakeEc2Builder.SECRET);
  }

  static Ec2Client client(FakeEc2 aws, String keyId, String secret) {
    return Ec2Client.builder()
        .endpointOverride(aws.endpoint())
        .region(Region.of(aws.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  static Ec2Settings settings(FakeEc2 aws) {
    return settings(aws, SUBNET);
  }

  static Ec2Settings settings(FakeEc2 aws, String subnet) {
    return new Ec2Settings(
        aws.region(),
        Optional.of(aws.endpoint()),
        FakeEc2Builder.IMAGE_X86_64,
        List.of("m5.large"),
        List.of(subnet),
        List.of(FakeEc2Builder.SECURITY_GROUP),
        Optional.empty(),
        Ec2Settings.Capacity.SPOT,
        false,
        20);
  }
}

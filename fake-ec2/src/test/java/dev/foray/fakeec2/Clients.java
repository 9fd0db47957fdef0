package dev.foray.fakeec2;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Clients of the SDK that talk to a fake and repeat nothing by themselves. */
final class Clients {
  private Clients() {}

  static Ec2Client of(FakeEc2 fake) {
    return of(fake, AwsBasicCredentials.create(FakeEc2Builder.KEY_ID, FakeEc2Builder.SECRET));
  }

  static Ec2Client of(FakeEc2 fake, AwsCredentials credentials) {
    return Ec2Client.builder()
        .endpointOverride(fake.endpoint())
        .region(Region.of(fake.region()))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }
}

package dev.foray.fakeec2;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

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

  /** One instance of the usual type and image. */
  static String launch(Ec2Client ec2) {
    return ec2.runInstances(one()).instances().get(0).instanceId();
  }

  static RunInstancesRequest one() {
    return RunInstancesRequest.builder()
        .imageId(FakeEc2Builder.IMAGE_X86_64)
        .instanceType(InstanceType.M5_LARGE)
        .minCount(1)
        .maxCount(1)
        .build();
  }

  static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }

  /**
   * The code that a call is refused with. The JDK's connection keeps the text of a 401 to itself,
   * so the status has to do there.
   */
  static String refusal(ThrowingCallable call) {
    Throwable thrown = Assertions.catchThrowable(call);
    return thrown instanceof Ec2Exception refused
        ? refused.statusCode() == 401 ? "AuthFailure" : refused.awsErrorDetails().errorCode()
        : "not refused: " + thrown;
  }
}

package dev.foray.master.fleet.ec2;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;

/**
 * Makes the SDK's clients. The credentials are those that the SDK finds by itself: the environment,
 * a profile, or the role of this host. What is asked again after a failure, and how often, is the
 * SDK's own rule, within the limits here. Stateless.
 */
final class Clients {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration CALL = Duration.ofMinutes(1);

  private static final Duration BRISK_CONNECT = Duration.ofSeconds(2);
  private static final Duration BRISK_ANSWER = Duration.ofSeconds(3);
  private static final Duration BRISK_CALL = Duration.ofSeconds(4);

  private Clients() {}

  /** For what runs by itself, and tries again. */
  static Ec2Client patient(Ec2Settings settings) {
    return client(settings, CONNECT, ANSWER, CALL);
  }

  /** For what somebody waits for. */
  static Ec2Client brisk(Ec2Settings settings) {
    return client(settings, BRISK_CONNECT, BRISK_ANSWER, BRISK_CALL);
  }

  private static Ec2Client client(
      Ec2Settings settings, Duration connect, Duration answer, Duration call) {
    Ec2ClientBuilder builder =
        Ec2Client.builder()
            .region(Region.of(settings.region()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(connect).socketTimeout(answer))
            .overrideConfiguration(each -> each.apiCallTimeout(call).apiCallAttemptTimeout(answer));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}

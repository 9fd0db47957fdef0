package dev.foray.worker.report;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks the metadata service of the machine whether it is about to be taken back: EC2 says so of a
 * spot instance two minutes before, and sometimes earlier that it may. Where the service does not
 * answer, nothing is known, and it is asked again. One loop runs it.
 */
public final class SpotWatch implements Loop.Step {
  private static final Duration EACH = Duration.ofSeconds(5);
  private static final int LIMIT_MILLIS = 2_000;
  private static final int MOST_BYTES = 1_000;
  private static final String TOKEN_SECONDS = "60";

  private final URI metadata;
  private final Consumer<String> leaving;

  /**
   * @param metadata where the service is, such as {@code http://169.254.169.254}
   * @param leaving told why, each time that it is seen
   */
  public SpotWatch(URI metadata, Consumer<String> leaving) {
    this.metadata = metadata;
    this.leaving = leaving;
  }

  @Override
  public Duration runOnce() {
    try {
      String token =
          ask("PUT", "api/token", "X-aws-ec2-metadata-token-ttl-seconds", TOKEN_SECONDS).orElse("");
      ask("GET", "meta-data/spot/instance-action", "X-aws-ec2-metadata-token", token)
          .ifPresent(notice -> leaving.accept("its spot instance is taken back: " + notice));
      ask("GET", "meta-data/events/recommendations/rebalance", "X-aws-ec2-metadata-token", token)
          .ifPresent(notice -> leaving.accept("its spot instance may be taken back: " + notice));
    } catch (IOException e) {
      WorkerLog.noMetadata(metadata, e);
    }
    return EACH;
  }

  /** Empty where the service has nothing of that name. */
  private Optional<String> ask(String method, String path, String header, String value)
      throws IOException {
    HttpURLConnection call =
        (HttpURLConnection)
            metadata.resolve("/latest/" + path).toURL().openConnection(Proxy.NO_PROXY);
    call.setRequestMethod(method);
    call.setConnectTimeout(LIMIT_MILLIS);
    call.setReadTimeout(LIMIT_MILLIS);
    call.setRequestProperty(header, value);
    try {
      if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
        return Optional.empty();
      }
      try (InputStream answer = call.getInputStream()) {
        return Optional.of(
            new String(answer.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
                .replaceAll("\\s+", " "));
      }
    } finally {
      call.disconnect();
    }
  }
}

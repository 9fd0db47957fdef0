package dev.foray.master.notify;

import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Posts to webhooks. Of an answer it reads the status and no more, follows it nowhere, and waits
 * for it within a limit. Thread-safe.
 */
final class WebhookDelivery implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Function<String, Optional<Secret>> secrets;
  private final Duration patience;
  private final InstantSource clock;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "webhook");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable HttpClient client;

  /**
   * @param secrets by name
   * @param patience the longest until an answer begins
   */
  WebhookDelivery(
      Function<String, Optional<Secret>> secrets, Duration patience, InstantSource clock) {
    this.secrets = secrets;
    this.patience = patience;
    this.clock = clock;
  }

  /** Made when the first is sent: a Master's start is not slowed by it. */
  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .version(HttpClient.Version.HTTP_1_1)
              .executor(threads)
              .build();
      client = made;
    }
    return made;
  }

  /** By which it is signed. */
  Secret secret(Target.Webhook webhook) throws Undelivered {
    return secrets
        .apply(webhook.secret())
        .orElseThrow(
            () ->
                new Undelivered(
                    "there is no secret "
                        + webhook.secret()
                        + " to sign notifications with: `master secret set "
                        + webhook.secret()
                        + "` on the Master's host keeps one"));
  }

  void deliver(Target.Webhook webhook, String id, String body)
      throws Undelivered, InterruptedException {
    Secret secret = secret(webhook);
    String host = webhook.uri().getHost();
    try {
      if (!webhook.named()) {
        for (InetAddress address : InetAddress.getAllByName(host.replaceAll("[\\[\\]]", ""))) {
          WebhookRules.check(host, address);
        }
      }
      long now = clock.instant().getEpochSecond();
      HttpRequest request =
          HttpRequest.newBuilder(webhook.uri())
              .timeout(patience)
              .header("Content-Type", "application/json; charset=utf-8")
              .header("User-Agent", "Foray")
              .header("Foray-Notification", id)
              .header("Foray-Timestamp", String.valueOf(now))
              .header("Foray-Signature", Signature.of(secret, now, body))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      require(host, client().send(request, HttpResponse.BodyHandlers.ofInputStream()));
    } catch (Refused e) {
      throw new Undelivered(String.valueOf(e.getMessage()));
    } catch (HttpTimeoutException e) {
      throw new Undelivered(host + " did not answer within " + patience.toSeconds() + " s");
    } catch (ConnectException e) {
      throw new Undelivered(
          host
              + " could not be reached: nobody takes connections at "
              + webhook.uri().getAuthority());
    } catch (IOException e) {
      throw new Undelivered(host + " could not be reached: " + reason(e));
    }
  }

  /** Its body is left unread, however much comes. */
  private static void require(String host, HttpResponse<InputStream> answer)
      throws IOException, Undelivered {
    answer.body().close();
    if (answer.statusCode() / 100 != 2) {
      throw new Undelivered(host + " answered " + answer.statusCode());
    }
  }

  private static String reason(IOException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null ? name : name + ", " + root.getMessage();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code master web}, with a real Master behind it that is killed. */
class WebIT {
  private static final Pattern ADDRESS =
      Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/\\?token=\\S+");
  private static final int ENDED_BY_SIGTERM = 143;

  @TempDir private Path dataDirectory;

  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  @Test
  void itShowsARealMasterOutlivesItAndEndsWhenItIsTold() throws Exception {
    RunningMaster master = RunningMaster.start(dataDirectory);
    Process web = Distribution.command(dataDirectory, "web").redirectErrorStream(true).start();
    try (master;
        BufferedReader said = web.inputReader(StandardCharsets.UTF_8)) {
      Matcher address = ADDRESS.matcher(String.valueOf(said.readLine()));
      assertThat(address.find()).isTrue();

      assertThat(get(address.group())).contains("<title>Foray</title>");
      assertThat(get(address.group(1) + "/look/jobs")).contains("\"jobs\": []");
      assertThat(get(address.group(1) + "/about")).contains("\"role\": \"admin\"");
      master.kill();
      await("the page says that no Master answers")
          .atMost(Duration.ofMinutes(3))
          .until(() -> get(address.group(1) + "/look/jobs").contains("No Master answers"));

      web.destroy();
      assertThat(web.waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(web.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
    } finally {
      web.destroyForcibly();
    }
  }

  private String get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return browser.send(request, BodyHandlers.ofString()).body();
  }
}

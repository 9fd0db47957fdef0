package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.GatedSumJob;
import dev.foray.distribution.jobs.SumJob;
import dev.foray.transport.Identity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What another machine sees of a Master's host, on which a job runs: the Master, its H2 database,
 * workers and chunk-runners are alone in a network of their own, and this process looks in from
 * outside.
 */
class OutsideLookIT {
  private static final int RMI = 1099;
  private static final int HTTPS = 8443;
  private static final int METRICS = 9469;
  private static final int PORTS = 65_535;
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path dataDirectory;
  @TempDir private Path home;

  @Test
  void noPortAnswersBeforeBindAndExactlyTheDocumentedOnesAfterIt() throws Exception {
    try (NodeNetwork network = NodeNetwork.join()) {
      try (RunningMaster master = RunningMaster.startSomewhere(dataDirectory, network::behind)) {
        submitAndAwaitRunner(network, master);
        assertThat(answering(network.far())).isEmpty();
      }
      try (RunningMaster master =
          RunningMaster.startSomewhere(
              dataDirectory,
              network::behind,
              "--bind",
              "0.0.0.0",
              "--advertise",
              network.far(),
              "--metrics-bind",
              "0.0.0.0:" + METRICS)) {
        awaitRunner(master);
        assertThat(answering(network.far())).containsExactly(RMI, HTTPS, METRICS);
        assertThat(invitedFromOutside(network)).contains("job-1");
        isMeasuredByWhoWasInvitedAlone(network.far());
      }
    }
  }

  private void submitAndAwaitRunner(NodeNetwork network, RunningMaster master) throws Exception {
    Path jar = JobJar.of(dataDirectory, "sum.jar", SumJob.class, GatedSumJob.class);
    Distribution.Ended submitted =
        says(
            network,
            "submit",
            "--detach",
            "--jar",
            jar.toString(),
            "--param",
            "chunks=2",
            "--param",
            "gate=" + dataDirectory.resolve("gate"),
            "GatedSumJob");
    assertThat(submitted.exitCode()).as(submitted.toString()).isZero();
    awaitRunner(master);
  }

  private static void awaitRunner(RunningMaster master) {
    await("a chunk-runner")
        .atMost(LONG)
        .until(() -> master.runners().stream().anyMatch(OutsideLookIT::runsAChunk));
  }

  private static boolean runsAChunk(ProcessHandle runner) {
    return RunningMaster.commandLine(runner).contains(".chunk-");
  }

  /** All ports of that address at which somebody answers. */
  private static List<Integer> answering(String address) {
    List<Integer> found = new ArrayList<>();
    for (int port = 1; port <= PORTS; port++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), 5_000);
        found.add(port);
      } catch (IOException e) {
        // nobody
      }
    }
    return found;
  }

  /** What a person sees who logs in on this side of the cable. */
  private String invitedFromOutside(NodeNetwork network) throws Exception {
    String said = says(network, "invite", "ada", "--role", "viewer").out();
    String line = said.lines().filter(each -> each.contains("master login")).findFirst().orElse("");
    List<String> words = List.of(line.trim().split("\\s+"));
    assertThat(words).as(said).hasSizeGreaterThan(2);
    Distribution.Ended login =
        Distribution.typed(home, words.subList(1, words.size()).toArray(String[]::new));
    assertThat(login.exitCode()).as(login.toString()).isZero();
    Distribution.Ended jobs = Distribution.typed(home, "jobs");
    Files.createFile(dataDirectory.resolve("gate"));
    Distribution.Ended ended = Distribution.typed(home, "wait", "1");
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    return jobs.out();
  }

  /** As Prometheus would on another machine. */
  private void isMeasuredByWhoWasInvitedAlone(String host) throws Exception {
    SSLContext ada;
    try (Stream<Path> logins = Files.list(home.resolve("logins"))) {
      ada = Identity.read(logins.findFirst().orElseThrow()).context();
    }
    HttpResponse<String> read = metrics("https", host, ada);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).contains("# TYPE foray_", "foray_jobs");

    HttpResponse<String> refused = metrics("https", host, trustingAnybody());
    assertThat(refused.statusCode()).as("no certificate").isEqualTo(401);
    assertThat(refused.body()).doesNotContain("foray_");
    assertThatThrownBy(() -> metrics("http", host, ada))
        .as("plain text")
        .isInstanceOf(IOException.class);
  }

  private static HttpResponse<String> metrics(String scheme, String host, SSLContext context)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(30)).build();
    URI uri = URI.create(scheme + "://" + host + ":" + METRICS + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Whoever they are, and whatever their host's name: it is the other end that must look. */
  private static SSLContext trustingAnybody() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    return context;
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private Distribution.Ended says(NodeNetwork network, String... command) throws Exception {
    return Distribution.end(network.behind(Distribution.command(dataDirectory, command)));
  }
}

package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.https.PlainPort;
import dev.foray.master.ledger.Bounds;
import dev.foray.master.metrics.Metrics;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Usd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a Master says of itself while its stages work: once each thing, and nothing that is stale.
 */
class MetricsTest extends StagesCase {
  private Metrics metrics;
  private long seconds;

  @BeforeAll
  void measure() {
    beginStages();
    metrics =
        new Metrics(ledger, attempt -> stages.roster.heldFor(attempt))
            .reading(
                "local",
                () -> stages.roster.all(),
                (job, counts) -> new Wait.NodeDue(),
                job -> 2.5,
                job -> stages.budgets.left(job),
                () -> 3,
                () -> stages.now(),
                () -> seconds * 1_000_000_000L);
  }

  @BeforeEach
  void begin() {
    stages = new Stages(ledger, 40, metrics.witness());
  }

  /** A moment after the last one. */
  private String text() {
    seconds += 2;
    return metrics.text();
  }

  @AfterAll
  void end() {
    metrics.close();
  }

  @Test
  void jobsChunksNodesAndSlotsAreThoseOfTheLedger() throws Exception {
    stages.runningJob(3);
    stages.worker("worker-1", 2);

    assertThat(text())
        .contains("foray_jobs{state=\"RUNNING\"} 1.0\n", "foray_jobs{state=\"FAILED\"} 0.0\n")
        .contains("foray_jobs_waiting{why=\"NODE_DUE\"} 1.0\n")
        .contains("foray_chunks{state=\"READY\"} 3.0\n", "foray_chunks{state=\"DONE\"} 0.0\n")
        .contains("foray_nodes{fleet=\"local\",state=\"UP\"} 1.0\n")
        .contains("foray_pairs_per_second 2.5\n", "foray_jobs_stalled 3.0\n")
        .contains("foray_ledger_readable 1.0\n");
  }

  @Test
  void endThatIsToldTwiceCountsOnce() throws Exception {
    stages.runningJob(2);
    stages.worker("worker-1", 2);
    List<AttemptId> attempts = stages.dispatched();
    String before = text();
    stages.pass(Duration.ofSeconds(20));
    stages.commit(attempts.get(0));
    stages.endings.committed(attempts.get(0));
    stages.endings.exited(attempts.get(0), 0, "");
    stages.endings.exited(attempts.get(1), 137, "");
    stages.endings.exited(attempts.get(1), 137, "");

    String committed =
        "foray_attempts_ended_total{kind=\"NONE\",outcome=\"SUCCEEDED\",step=\"CHUNK\"}";
    String died =
        "foray_attempts_ended_total{kind=\"RUNNER_DIED\",outcome=\"FAILED\",step=\"CHUNK\"}";
    assertThat(value(text(), committed) - value(before, committed)).isEqualTo(1);
    assertThat(value(text(), died) - value(before, died)).isEqualTo(1);
    assertThat(text()).contains("foray_chunk_duration_seconds_sum 20.0\n");
    String written = "foray_pairs_total{stage=\"written\"}";
    assertThat(value(text(), written) - value(before, written)).isEqualTo(5);
  }

  @Test
  void eachSecondOfANodeIsPaidOnceHoweverOftenSomebodyAsks() throws Exception {
    stages.worker("worker-1", 1);
    stages.pay("worker-1");
    double before = value(text(), "foray_cost_usd_total");
    for (int fiveMinutes = 0; fiveMinutes < 12; fiveMinutes++) {
      stages.pass(Duration.ofMinutes(5));
      text();
    }

    assertThat(value(text(), "foray_cost_usd_total") - before).isBetween(0.5999, 0.6001);
    assertThat(text()).contains("foray_cost_per_hour 0.6\n");
  }

  @Test
  void manyWhoAskInTheSameSecondCostTheLedgerNoMoreThanOne() {
    String before = text();
    String series = "foray_ledger_transactions_seconds_count{outcome=\"committed\"}";

    assertThat(value(text(), series)).isGreaterThan(value(before, series));
    double afterwards = value(metrics.text(), series);
    assertThat(value(metrics.text(), series)).isEqualTo(afterwards);
  }

  @Test
  void budgetThatIsUsedMostIsShown() throws Exception {
    stages.runningJob(1, new Bounds(null, Usd.parse("1.20"), null));
    stages.worker("worker-1", 1);
    stages.pay("worker-1");
    stages.pass(Duration.ofMinutes(90));

    assertThat(value(text(), "foray_budget_used_ratio")).isBetween(0.74, 0.76);
  }

  @Test
  void whileTheLedgerIsAwayAnAnswerComesAndShowsNothingStale() throws Exception {
    stages.runningJob(1);
    stages.whileLedgerIsAway(
        () ->
            assertThat(text())
                .contains("foray_ledger_readable 0.0\n", "foray_master_epoch", "jvm_memory")
                .doesNotContain("foray_jobs{", "foray_chunks{"));
  }

  @Test
  void plainPortServesThatPathToThisHostAlone() throws Exception {
    seconds += 2;
    try (PlainPort port =
        PlainPort.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            List.of(metrics.route(null)))) {
      HttpResponse<String> answer = get(port, "/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .isEqualTo(Optional.of("text/plain; version=0.0.4; charset=utf-8"));
      assertThat(answer.body()).contains("# TYPE foray_jobs gauge\n");
      assertThat(get(port, "/ca").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(PlainPort port, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static double value(String text, String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }
}

package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.JobMistake;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobParametersTest {
  private static final Instant SUBMITTED = Instant.parse("2026-11-24T06:30:00Z");

  private static JobParameters with(NamedText... parameters) {
    Order.Job job =
        new Order.Job(
            "x",
            SUBMITTED,
            5,
            List.of(parameters),
            List.of(new NamedSecret("token", new Secret("abc"))),
            "UTC",
            "en",
            "UTF-8");
    return new JobParameters(
        new Order(
            AttemptId.ofPlan(new JobId(17), 1),
            1,
            new Endpoint("localhost", 1),
            new Secret(""),
            job,
            new Order.Code("r", List.of(), List.of(), false, null, List.of(), 0, List.of()),
            new Order.Database("jdbc:h2:mem:", null, new Secret("")),
            new Order.Settings(1, 0, 1, 1, 0, 0, 1, 1, 1),
            null));
  }

  private static JobParameters with(String name, String text) {
    return with(new NamedText(name, text));
  }

  @Test
  void saysWhatJobItIs() {
    JobParameters job = with();
    assertThat(job.jobId()).isEqualTo("job-17");
    assertThat(job.submittedAt()).isEqualTo(SUBMITTED);
    assertThat(job.dryRun()).isTrue();
  }

  @Test
  void parametersReadAsTheirTypes() {
    assertThat(with("n", "42").parameter("n", Integer.class)).isEqualTo(42);
    assertThat(with("d", "2026-11-24").parameter("d", LocalDate.class))
        .isEqualTo(LocalDate.of(2026, 11, 24));
    assertThat(with("u", "HOURS").parameter("u", TimeUnit.class)).isEqualTo(TimeUnit.HOURS);
    assertThat(with("n", "42").parameterOr("n", 7L)).isEqualTo(42L);
    assertThat(with("u", "DAYS").parameterOr("u", TimeUnit.HOURS)).isEqualTo(TimeUnit.DAYS);
    assertThat(with().parameterOr("pause", Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
    assertThat(with().parameterIfSet("n")).isEmpty();
    assertThat(with("n", "").parameterIfSet("n")).contains("");
  }

  @Test
  void missingParameterNamesItsOption() {
    assertThatThrownBy(() -> with().parameter("since", LocalDate.class))
        .isInstanceOf(JobMistake.class)
        .hasMessage("the parameter \"since\" is missing: give it with --param since=value");
  }

  @Test
  void misreadParameterShowsHowItIsWritten() {
    assertThatThrownBy(() -> with("n", "many").parameterOr("n", 7))
        .isInstanceOf(JobMistake.class)
        .hasMessage(
            "the parameter \"n\" is \"many\", which does not read as Integer: give it with --param"
                + " n=42");
    assertThatThrownBy(() -> with("b", "yes").parameter("b", Boolean.class))
        .hasMessageContaining("--param b=true");
    assertThatThrownBy(() -> with("u", "weeks").parameter("u", TimeUnit.class))
        .hasMessageContaining("--param u=NANOSECONDS or MICROSECONDS");
  }

  @Test
  void missingSecretSaysWhereItIsSet() {
    assertThat(with().secret("token")).isEqualTo("abc");
    assertThatThrownBy(() -> with().secret("key"))
        .isInstanceOf(JobMistake.class)
        .hasMessage(
            "the secret \"key\" is missing: type `master secret set key` on the Master's host");
  }
}

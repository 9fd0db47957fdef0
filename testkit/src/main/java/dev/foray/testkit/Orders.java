package dev.foray.testkit;

import dev.foray.api.JobSettings;
import dev.foray.api.MapReduceJob;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the orders of one run, as a Master would. */
record Orders(Order.Job job, Order.Database database, Order.Settings settings) {
  private static final Order.Code CODE =
      new Order.Code("testkit", List.of(), List.of(), true, null, List.of(), 0, List.of());

  Orders(
      MapReduceJob<?, ?, ?, ?> job,
      Order.Database database,
      List<NamedText> parameters,
      List<NamedSecret> secrets,
      JobSettings overriding,
      boolean dryRun) {
    this(
        new Order.Job(
            job.getClass().getName(),
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            dryRun ? Integer.MAX_VALUE : 0,
            List.copyOf(parameters),
            List.copyOf(secrets),
            ZoneId.systemDefault().getId(),
            Locale.getDefault().toLanguageTag(),
            Charset.defaultCharset().name()),
        database,
        settings(overriding, job.settings()));
  }

  /**
   * @param chunk null for plan and finish
   */
  Order order(AttemptId attempt, Order.@Nullable ChunkSpec chunk) {
    return new Order(
        attempt,
        1,
        new Endpoint("localhost", 0),
        new Secret(""),
        job,
        CODE,
        database,
        settings,
        chunk);
  }

  Order.Code code() {
    return CODE;
  }

  private static Order.Settings settings(JobSettings over, JobSettings job) {
    return new Order.Settings(
        first(over.mapThreads(), job.mapThreads(), 2),
        first(over.mapRetries(), job.mapRetries(), 0),
        1,
        first(over.attemptTimeout(), job.attemptTimeout(), Duration.ofHours(1)).toMillis(),
        first(over.maxSkipped(), job.maxSkipped(), 0),
        1,
        first(over.writeBuffer(), job.writeBuffer(), 100_000),
        first(over.batchSize(), job.batchSize(), 1_000),
        1_000);
  }

  private static <T> T first(@Nullable T over, @Nullable T job, T otherwise) {
    return over != null ? over : job != null ? job : otherwise;
  }
}

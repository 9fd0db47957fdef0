package dev.foray.worker;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Orders as a Master would make them. */
public final class SampleOrders {
  private static final Endpoint NO_MASTER = new Endpoint("127.0.0.1", 1);

  private SampleOrders() {}

  public static AttemptId attempt(int chunk) {
    return AttemptId.ofChunk(new JobId(17), chunk, 1);
  }

  public static Order of(int chunk) {
    return of(attempt(chunk), List.of(), Duration.ofHours(1));
  }

  public static Order of(AttemptId attempt, List<NamedText> parameters, Duration timeout) {
    return of(attempt, parameters, timeout, List.of());
  }

  public static Order of(
      AttemptId attempt, List<NamedText> parameters, Duration timeout, List<Order.Jar> jars) {
    return new Order(
        attempt,
        1,
        NO_MASTER,
        new Secret(""),
        new Order.Job(
            "com.example.Job",
            Instant.parse("2026-11-24T10:00:00Z"),
            0,
            parameters,
            List.of(),
            "UTC",
            "en",
            "UTF-8"),
        new Order.Code("release", jars, List.of(), false, null, List.of(), 64, List.of()),
        new Order.Database("jdbc:h2:mem:none", null, new Secret("")),
        new Order.Settings(2, 0, 4, timeout.toMillis(), 0, 100, 100_000, 1_000, 1_000),
        new Order.ChunkSpec(attempt.chunk(), 100, null, null, null));
  }
}

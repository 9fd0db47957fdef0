package dev.foray.launch;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders for tests. */
final class Orders {
  static final String SECRET = "not-to-be-seen";

  private Orders() {}

  static Order order() {
    return order(List.of(), null);
  }

  static Order order(List<Order.Jar> jars, @Nullable String archive) {
    return new Order(
        AttemptId.ofChunk(new JobId(17), 42, 3),
        7,
        new Endpoint("127.0.0.1", 1),
        new Secret(""),
        new Order.Job(
            "com.acme.Revenue",
            Instant.EPOCH,
            0,
            List.of(new NamedText("since", "2026-01-01")),
            List.of(new NamedSecret("mail", new Secret(SECRET))),
            "Europe/Vienna",
            "de-AT",
            "ISO-8859-1"),
        new Order.Code("r1", jars, List.of(), true, archive, List.of(), 96, List.of("-Dx=y")),
        new Order.Database("jdbc:h2:mem:x", "sa", new Secret(SECRET)),
        new Order.Settings(2, 0, 4, 60_000, 0, 0, 1_000, 100, 100),
        new Order.ChunkSpec(42, 100, null, new Order.Range("Long", "1", null, false), null));
  }

  static Order.Jar jar(String name) {
    return new Order.Jar(name, "00", 1, "/cache/" + name);
  }
}

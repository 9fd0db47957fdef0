package dev.foray.master.metrics;

import dev.foray.master.https.Call;
import dev.foray.master.https.Route;
import dev.foray.protocol.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the Master is measured by, as text for Prometheus. */
final class MetricsRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/metrics");

  private final Supplier<String> text;
  private final @Nullable Role needed;

  /**
   * @param needed null: whoever reaches it may read it
   */
  MetricsRoute(Supplier<String> text, @Nullable Role needed) {
    this.text = text;
    this.needed = needed;
  }

  @Override
  public void serve(Call call) throws IOException {
    call.answer(200, "text/plain; version=0.0.4; charset=utf-8", text.get());
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public Pattern path() {
    return PATH;
  }

  @Override
  public Optional<Role> role() {
    return Optional.ofNullable(needed);
  }
}

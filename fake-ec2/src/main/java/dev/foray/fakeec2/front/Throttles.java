package dev.foray.fakeec2.front;

import dev.foray.fakeec2.query.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * A bucket of tokens for each action, and one of resources for the two actions that have one; sizes
 * and rates as EC2 documents them, until a test sets others. Off until switched on. Thread-safe.
 *
 * <p>Source: <a
 * href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html">Request throttling
 * for the Amazon EC2 API</a>.
 */
public final class Throttles {
  private static final Rate DESCRIBING = new Rate(100, 20);
  private static final Rate CHANGING = new Rate(50, 5);

  private final InstantSource clock;
  private final Map<String, Rate> rates = new HashMap<>();
  private final Map<String, Rate> resourceRates = new HashMap<>();
  private final Map<String, Bucket> buckets = new HashMap<>();
  private boolean on;

  private record Rate(double size, double perSecond) {}

  private static final class Bucket {
    private double tokens;
    private Instant filled;

    private Bucket(double tokens, Instant filled) {
      this.tokens = tokens;
      this.filled = filled;
    }
  }

  public Throttles(InstantSource clock) {
    this.clock = clock;
    rate("RunInstances", 5, 2);
    rate("TerminateInstances", 100, 5);
    rate("CreateTags", 100, 10);
    resourceRates.put("RunInstances", new Rate(1000, 2));
    resourceRates.put("TerminateInstances", new Rate(1000, 20));
  }

  public synchronized void on(boolean enforced) {
    on = enforced;
  }

  /** How many requests at once, and how many a second for good. */
  public synchronized void rate(String action, double atOnce, double perSecond) {
    rates.put(action, new Rate(atOnce, perSecond));
    buckets.remove(action);
  }

  /**
   * Takes what a request costs.
   *
   * @throws Refusal {@code RequestLimitExceeded}; what was left stays
   */
  synchronized void take(String action, int resources) {
    if (!on) {
      return;
    }
    Rate usual = action.startsWith("Describe") || action.startsWith("Get") ? DESCRIBING : CHANGING;
    take(action, rates.getOrDefault(action, usual), 1);
    Rate ofResources = resourceRates.get(action);
    if (ofResources != null) {
      take("resources of " + action, ofResources, resources);
    }
  }

  private void take(String name, Rate rate, int tokens) {
    Instant now = clock.instant();
    Bucket bucket = buckets.computeIfAbsent(name, key -> new Bucket(rate.size(), now));
    double seconds = Duration.between(bucket.filled, now).toNanos() / 1e9;
    bucket.tokens = Math.min(rate.size(), bucket.tokens + Math.max(0, seconds) * rate.perSecond());
    bucket.filled = now;
    if (bucket.tokens < tokens) {
      throw new Refusal(503, "RequestLimitExceeded", "Request limit exceeded.");
    }
    bucket.tokens -= tokens;
  }
}

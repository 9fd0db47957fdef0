package dev.foray.master.fleet.ec2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a cluster that can cost something, as whoever sweeps sees it.
 *
 * @param launch the launch that its tag names; empty where it has none
 * @param since when it was launched; null: EC2 does not say
 */
public record Stray(
    String instance, String launch, String type, String zone, @Nullable Instant since) {

  static Stray of(Instance one) {
    return new Stray(
        one.id(), one.launch(), one.hardware().type(), one.hardware().zone(), one.launchedAt());
  }
}

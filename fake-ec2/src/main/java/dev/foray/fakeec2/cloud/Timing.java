package dev.foray.fakeec2.cloud;

import java.time.Duration;

/**
 * How long things take, by the fake's clock.
 *
 * @param pending from a launch until the instance is running, and its machine starts to boot
 * @param shuttingDown from the order to end until it is terminated, or stopped
 * @param terminatedListed how long a terminated instance can still be described
 * @param instancesSeen from a launch until describing and terminating know the instance
 * @param tagsSeen from the setting of a tag until filters find it
 * @param templatesSeen from the making of a launch template, or a version, until it can be used
 */
public record Timing(
    Duration pending,
    Duration shuttingDown,
    Duration terminatedListed,
    Duration instancesSeen,
    Duration tagsSeen,
    Duration templatesSeen) {

  /** Everything is done and seen at once. */
  public static final Timing AT_ONCE =
      new Timing(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofHours(1),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO);

  /** About as long as it really takes. */
  public static final Timing LIKE_EC2 =
      new Timing(
          Duration.ofSeconds(8),
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1));

  public Timing withPending(Duration time) {
    return new Timing(time, shuttingDown, terminatedListed, instancesSeen, tagsSeen, templatesSeen);
  }

  public Timing withShuttingDown(Duration time) {
    return new Timing(pending, time, terminatedListed, instancesSeen, tagsSeen, templatesSeen);
  }

  public Timing withInstancesSeen(Duration time) {
    return new Timing(pending, shuttingDown, terminatedListed, time, tagsSeen, templatesSeen);
  }

  public Timing withTagsSeen(Duration time) {
    return new Timing(pending, shuttingDown, terminatedListed, instancesSeen, time, templatesSeen);
  }

  public Timing withTemplatesSeen(Duration time) {
    return new Timing(pending, shuttingDown, terminatedListed, instancesSeen, tagsSeen, time);
  }
}

package dev.foray.master.submit;

import dev.foray.master.ledger.Job;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The settings of a job that say who is told of it, and when. They are not the job's own: its class
 * does not say them, the command line does, or the Master's configuration.
 */
public enum NoticeSetting {
  /** A URL, a name of the Master's settings, or {@code none}. */
  NOTIFY("notify"),
  /** How long it may stand still before somebody is told. */
  STALL_AFTER("stallAfter");

  private static final Duration STALL = Duration.ofMinutes(10);

  private final String text;

  NoticeSetting(String text) {
    this.text = text;
  }

  /** The name on a command line, and in the ledger. */
  public String text() {
    return text;
  }

  /** The name in a file, such as {@code stall-after}. */
  public String inConfiguration() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<NoticeSetting> named(String name) {
    return Arrays.stream(values())
        .filter(setting -> name.replace("-", "").equalsIgnoreCase(setting.text))
        .findFirst();
  }

  /**
   * What the configuration says, checked but for whom to notify.
   *
   * @throws Refused if a value makes no sense
   */
  public static List<Setting> configured(Function<String, Optional<String>> configuration)
      throws Refused {
    List<Setting> said = new ArrayList<>();
    for (NoticeSetting setting : values()) {
      Optional<String> value = configuration.apply(setting.inConfiguration());
      if (value.isPresent()) {
        said.add(setting.said(value.get(), Origin.CONFIGURATION));
      }
    }
    return List.copyOf(said);
  }

  Setting said(String value, Origin origin) throws Refused {
    if (this == STALL_AFTER && !isTime(value)) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the setting "
              + text
              + " is \""
              + value
              + "\" in the "
              + origin.text()
              + ": write it as 90s, 10m or 1h");
    }
    return new Setting(text, value.trim(), origin.text());
  }

  private static boolean isTime(String value) {
    try {
      return DurationText.parse(value).compareTo(Duration.ZERO) > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whom that job has told; empty: nobody. */
  public static Optional<String> target(Job job) {
    return NOTIFY.of(job).map(Setting::value);
  }

  /** How long that job may stand still. */
  public static Duration stallAfter(Job job) {
    return STALL_AFTER.of(job).map(said -> DurationText.parse(said.value())).orElse(STALL);
  }

  /** What is said of a job, by whoever is followed. */
  Optional<Setting> of(Job job) {
    return Stream.of(Origin.COMMAND_LINE, Origin.CONFIGURATION)
        .flatMap(
            origin ->
                job.settings().stream()
                    .filter(said -> said.name().equals(text))
                    .filter(said -> said.origin().equals(origin.text())))
        .findFirst();
  }
}

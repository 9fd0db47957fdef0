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
 * The settings that say how a job is run, and who is told of it. They are not the job's own: its
 * class does not say them, the command line does, or the Master's configuration.
 */
public enum RunSetting {
  /** A URL, a name of the Master's settings, or {@code none}. */
  NOTIFY("notify", ""),
  /** How long it may stand still before somebody is told. */
  STALL_AFTER("stallAfter", "write it as 90s, 10m or 1h"),
  /** How many chunks a JVM may take, one after the other. */
  CHUNKS_PER_JVM("chunksPerJvm", "write a whole number, 1 or more"),
  /** Whether a JVM is started for the next chunk while the one before it is at work. */
  SPARES("spares", "write true or false"),
  /** From how many times as long as its like a chunk gets a second attempt, or {@code none}. */
  SECOND_ATTEMPT_FROM("secondAttemptFrom", "write a number such as 3, 1 or more, or none");

  private static final String USUAL_SECOND_ATTEMPT = "3";
  private static final Duration STALL = Duration.ofMinutes(10);

  private final String text;
  private final String howToWriteIt;

  RunSetting(String text, String howToWriteIt) {
    this.text = text;
    this.howToWriteIt = howToWriteIt;
  }

  /** The name on a command line, and in the ledger. */
  public String text() {
    return text;
  }

  /** The name in a file, such as {@code stall-after}. */
  public String inConfiguration() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<RunSetting> named(String name) {
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
    for (RunSetting setting : values()) {
      Optional<String> value = configuration.apply(setting.inConfiguration());
      if (value.isPresent()) {
        said.add(setting.said(value.get(), Origin.CONFIGURATION));
      }
    }
    return List.copyOf(said);
  }

  Setting said(String value, Origin origin) throws Refused {
    if (!isValue(value.trim())) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the setting "
              + text
              + " is \""
              + value
              + "\" in the "
              + origin.text()
              + ": "
              + howToWriteIt);
    }
    return new Setting(text, value.trim(), origin.text());
  }

  private boolean isValue(String value) {
    return switch (this) {
      case NOTIFY -> true;
      case STALL_AFTER -> isTime(value);
      case CHUNKS_PER_JVM -> value.matches("[1-9][0-9]{0,8}");
      case SPARES -> value.matches("true|false");
      case SECOND_ATTEMPT_FROM -> value.matches("none|[1-9][0-9]{0,5}(\\.[0-9]{1,3})?");
    };
  }

  private static boolean isTime(String value) {
    try {
      return DurationText.parse(value).compareTo(Duration.ZERO) > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** How many chunks of that job a JVM may take; 1: each has its own. */
  public static int chunksPerJvm(Job job) {
    return CHUNKS_PER_JVM.of(job).map(said -> Integer.parseInt(said.value())).orElse(1);
  }

  /** Whether the JVM of that job's next chunk is started beforehand. */
  public static boolean hasSpares(Job job) {
    return SPARES.of(job).map(said -> Boolean.parseBoolean(said.value())).orElse(true);
  }

  /**
   * From how many times the median of its chunks on one that still runs gets a second attempt;
   * empty: none does.
   */
  public static Optional<Double> secondAttemptFrom(Job job) {
    return SECOND_ATTEMPT_FROM
        .of(job)
        .map(Setting::value)
        .or(() -> Optional.of(USUAL_SECOND_ATTEMPT))
        .filter(said -> !said.equals("none"))
        .map(Double::parseDouble);
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

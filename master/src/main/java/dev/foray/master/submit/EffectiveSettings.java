package dev.foray.master.submit;

import dev.foray.api.JobSettings;
import dev.foray.master.ledger.Job;
import dev.foray.master.notify.Targets;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.Order;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings that hold for a job: of each, what the first origin says that says it. Follows from
 * the job's row alone, so it is the same after a restart of the Master. Immutable.
 */
public final class EffectiveSettings {
  private static final int FETCH_SIZE = 1_000;
  private static final String NO_LIMIT = "no limit";

  private final JobSettings defaults;

  /**
   * @param mapThreads where nobody says how many
   */
  public EffectiveSettings(int mapThreads) {
    this.defaults =
        new JobSettings(
            mapThreads, 0, 4, Duration.ofHours(1), 0, Integer.MAX_VALUE, 100_000, 1_000);
  }

  /** Map threads that use a machine's cores, when each of its slots runs a chunk. */
  public static int mapThreads(int cores, int slots) {
    return Math.max(2, cores / slots);
  }

  /**
   * For an attempt of the job. Of a dry run one chunk runs at a time: each begins with what plan
   * writes and holds its locks to the end.
   */
  public Order.Settings of(Job job) {
    Order.Settings said = inEarnest(job);
    return job.dryRun() ? oneAtATime(said) : said;
  }

  /** As they are said, of a dry run too. */
  public Order.Settings inEarnest(Job job) {
    JobSettings merged = defaults;
    for (JobSetting setting : JobSetting.values()) {
      Optional<Setting> said = said(job, setting);
      merged = said.isPresent() ? setting.put(said.get().value(), merged) : merged;
    }
    return new Order.Settings(
        value(merged.mapThreads()),
        value(merged.mapRetries()),
        value(merged.attempts()),
        value(merged.attemptTimeout()).toMillis(),
        value(merged.maxSkipped()),
        value(merged.maxRunningChunks()),
        value(merged.writeBuffer()),
        value(merged.batchSize()),
        FETCH_SIZE);
  }

  private static Order.Settings oneAtATime(Order.Settings said) {
    return new Order.Settings(
        said.mapThreads(),
        said.mapRetries(),
        said.attempts(),
        said.attemptTimeoutMillis(),
        said.maxSkipped(),
        1,
        said.writeBuffer(),
        said.batchSize(),
        said.fetchSize());
  }

  /**
   * For a person: every setting in the order of the API, then how it is run and who is told, as far
   * as that is said, then Hibernate's, with who says so.
   */
  public List<Setting> listed(Job job) {
    return Stream.of(
            Arrays.stream(JobSetting.values()).map(setting -> listed(job, setting)),
            Arrays.stream(RunSetting.values()).flatMap(run -> listed(job, run)),
            job.settings().stream().filter(said -> said.name().startsWith(Job.HIBERNATE)))
        .flatMap(settings -> settings)
        .toList();
  }

  private static Stream<Setting> listed(Job job, RunSetting setting) {
    return setting.of(job).stream()
        .map(said -> new Setting(said.name(), Targets.shown(said.value()), said.origin()));
  }

  private Setting listed(Job job, JobSetting setting) {
    return said(job, setting)
        .orElseGet(() -> new Setting(setting.inApi(), defaultText(setting), Origin.DEFAULT.text()));
  }

  private static Optional<Setting> said(Job job, JobSetting setting) {
    return Arrays.stream(Origin.values())
        .flatMap(
            origin ->
                job.settings().stream()
                    .filter(said -> said.name().equals(setting.inApi()))
                    .filter(said -> said.origin().equals(origin.text())))
        .findFirst();
  }

  private String defaultText(JobSetting setting) {
    return switch (setting) {
      case MAP_THREADS -> String.valueOf(defaults.mapThreads());
      case MAP_RETRIES -> String.valueOf(defaults.mapRetries());
      case ATTEMPTS -> String.valueOf(defaults.attempts());
      case ATTEMPT_TIMEOUT -> DurationText.print(value(defaults.attemptTimeout()));
      case MAX_SKIPPED -> String.valueOf(defaults.maxSkipped());
      case MAX_RUNNING_CHUNKS -> NO_LIMIT;
      case WRITE_BUFFER -> String.valueOf(defaults.writeBuffer());
      case BATCH_SIZE -> String.valueOf(defaults.batchSize());
    };
  }

  private static <T> T value(@org.jspecify.annotations.Nullable T value) {
    return Objects.requireNonNull(value);
  }
}

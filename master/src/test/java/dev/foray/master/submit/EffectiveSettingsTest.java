package dev.foray.master.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.JobSettings;
import dev.foray.master.ledger.Bounds;
import dev.foray.master.ledger.Job;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.settings.KnownSettings;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {
  private final EffectiveSettings settings = new EffectiveSettings(3);

  @Test
  void everySettingOfTheApiIsHere() {
    assertThat(JobSetting.values())
        .extracting(JobSetting::inApi)
        .containsExactlyElementsOf(
            Arrays.stream(JobSettings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  /** {@code master config} lists what is known, and no more. */
  @Test
  void everySettingThatAFileMaySayIsKnown() {
    assertThat(KnownSettings.DEFAULTS.keySet())
        .containsAll(Arrays.stream(JobSetting.values()).map(JobSetting::inConfiguration).toList())
        .containsAll(Arrays.stream(RunSetting.values()).map(RunSetting::inConfiguration).toList());
  }

  @Test
  void defaultsHoldWhereNobodySaysAnything() {
    assertThat(settings.of(job()))
        .isEqualTo(
            new Order.Settings(3, 0, 4, 3_600_000, 0, Integer.MAX_VALUE, 100_000, 1_000, 1_000));
    assertThat(settings.listed(job()))
        .extracting(Setting::toString)
        .containsExactly(
            "Setting[name=mapThreads, value=3, origin=default]",
            "Setting[name=mapRetries, value=0, origin=default]",
            "Setting[name=attempts, value=4, origin=default]",
            "Setting[name=attemptTimeout, value=1h, origin=default]",
            "Setting[name=maxSkipped, value=0, origin=default]",
            "Setting[name=maxRunningChunks, value=no limit, origin=default]",
            "Setting[name=writeBuffer, value=100000, origin=default]",
            "Setting[name=batchSize, value=1000, origin=default]");
  }

  @Test
  void commandLineGoesBeforeTheJobAndTheJobBeforeTheConfiguration() {
    Job job =
        job(
            new Setting("attempts", "2", "configuration"),
            new Setting("mapThreads", "4", "configuration"),
            new Setting("mapThreads", "5", "job"),
            new Setting("batchSize", "10", "configuration"),
            new Setting("batchSize", "20", "job"),
            new Setting("batchSize", "30", "command line"));

    Order.Settings effective = settings.of(job);

    assertThat(effective.attempts()).isEqualTo(2);
    assertThat(effective.mapThreads()).isEqualTo(5);
    assertThat(effective.batchSize()).isEqualTo(30);
    assertThat(settings.listed(job))
        .contains(
            new Setting("attempts", "2", "configuration"),
            new Setting("mapThreads", "5", "job"),
            new Setting("batchSize", "30", "command line"))
        .hasSize(JobSetting.values().length);
  }

  @Test
  void everySettingReachesTheOrder() {
    Job job =
        job(
            new Setting("mapThreads", "1", "job"),
            new Setting("mapRetries", "2", "job"),
            new Setting("attempts", "3", "job"),
            new Setting("attemptTimeout", "PT4S", "job"),
            new Setting("maxSkipped", "5", "job"),
            new Setting("maxRunningChunks", "6", "job"),
            new Setting("writeBuffer", "7", "job"),
            new Setting("batchSize", "8", "job"));

    assertThat(settings.of(job)).isEqualTo(new Order.Settings(1, 2, 3, 4_000, 5, 6, 7, 8, 1_000));
  }

  @Test
  void slotsShareTheCoresButEachHasTwoThreads() {
    assertThat(EffectiveSettings.mapThreads(16, 2)).isEqualTo(8);
    assertThat(EffectiveSettings.mapThreads(2, 2)).isEqualTo(2);
    assertThat(EffectiveSettings.mapThreads(1, 4)).isEqualTo(2);
  }

  private static Job job(Setting... settings) {
    return new Job(
        new JobId(17),
        "com.acme.Revenue",
        "release",
        null,
        0,
        JobState.RUNNING,
        "anna",
        Instant.EPOCH,
        "UTC",
        "en",
        "UTF-8",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        0,
        null,
        null,
        false,
        null,
        null,
        List.of(),
        List.of(settings),
        Bounds.NONE);
  }
}

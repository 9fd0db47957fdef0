package dev.foray.master.submit;

import dev.foray.api.JobMistake;
import dev.foray.api.JobSettings;
import dev.foray.master.ledger.Job;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.NearestName;
import dev.foray.protocol.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of a job that can be said outside of its class, by the names that the API has. */
public enum JobSetting {
  MAP_THREADS("mapThreads"),
  MAP_RETRIES("mapRetries"),
  ATTEMPTS("attempts"),
  ATTEMPT_TIMEOUT("attemptTimeout"),
  MAX_SKIPPED("maxSkipped"),
  MAX_RUNNING_CHUNKS("maxRunningChunks"),
  WRITE_BUFFER("writeBuffer"),
  BATCH_SIZE("batchSize");

  private final String inApi;

  JobSetting(String inApi) {
    this.inApi = inApi;
  }

  /** The name, such as {@code mapThreads}. */
  public String inApi() {
    return inApi;
  }

  /** The name in a file or an option, such as {@code map-threads}. */
  public String inConfiguration() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What the configuration says, checked.
   *
   * @param configuration the text of a setting by its name, {@code map-threads}
   * @throws Refused if a value makes no sense
   */
  public static List<Setting> configured(Function<String, Optional<String>> configuration)
      throws Refused {
    List<Setting> said = new ArrayList<>();
    for (JobSetting setting : values()) {
      Optional<String> text = configuration.apply(setting.inConfiguration());
      if (text.isPresent()) {
        said.add(setting.said(text.get(), Origin.CONFIGURATION));
      }
    }
    return List.copyOf(said);
  }

  /**
   * What a command line says, checked; but for Hibernate's own, which pass through.
   *
   * @throws Refused if there is no such setting, the value makes no sense, or it is said twice
   */
  static List<Setting> onCommandLine(List<NamedText> texts) throws Refused {
    Map<String, Setting> said = new LinkedHashMap<>();
    for (NamedText text : texts) {
      Setting setting = onCommandLine(text);
      if (said.put(setting.name(), setting) != null) {
        throw refused("the setting " + setting.name() + " is given twice: give it once");
      }
    }
    return List.copyOf(said.values());
  }

  private static Setting onCommandLine(NamedText text) throws Refused {
    Optional<RunSetting> run = RunSetting.named(text.name());
    if (run.isPresent()) {
      return run.get().said(text.text(), Origin.COMMAND_LINE);
    }
    return text.name().startsWith(Job.HIBERNATE)
        ? new Setting(text.name(), text.text().trim(), Origin.COMMAND_LINE.text())
        : named(text.name()).said(text.text(), Origin.COMMAND_LINE);
  }

  /**
   * The settings with this one put into them.
   *
   * @throws JobMistake if the value makes no sense
   * @throws IllegalArgumentException if the text is no value
   */
  JobSettings put(String text, JobSettings into) {
    return switch (this) {
      case MAP_THREADS -> into.mapThreads(Integer.parseInt(text));
      case MAP_RETRIES -> into.mapRetries(Integer.parseInt(text));
      case ATTEMPTS -> into.attempts(Integer.parseInt(text));
      case ATTEMPT_TIMEOUT -> into.attemptTimeout(DurationText.parse(text));
      case MAX_SKIPPED -> into.maxSkipped(Integer.parseInt(text));
      case MAX_RUNNING_CHUNKS -> into.maxRunningChunks(Integer.parseInt(text));
      case WRITE_BUFFER -> into.writeBuffer(Integer.parseInt(text));
      case BATCH_SIZE -> into.batchSize(Integer.parseInt(text));
    };
  }

  private Setting said(String text, Origin origin) throws Refused {
    try {
      put(text.trim(), JobSettings.defaults());
      return new Setting(inApi, text.trim(), origin.text());
    } catch (JobMistake e) {
      throw refused("the setting " + e.getMessage() + ", and the " + origin.text() + " says so");
    } catch (IllegalArgumentException e) {
      throw refused(
          "the setting "
              + inApi
              + " is \""
              + text
              + "\" in the "
              + origin.text()
              + ": "
              + (this == ATTEMPT_TIMEOUT ? "write it as 90s, 10m or 1h" : "write a whole number"));
    }
  }

  private static JobSetting named(String name) throws Refused {
    Optional<JobSetting> found =
        Arrays.stream(values()).filter(setting -> setting.isCalled(name)).findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    List<String> all =
        Stream.concat(
                Arrays.stream(values()).map(JobSetting::inApi),
                Arrays.stream(RunSetting.values()).map(RunSetting::text))
            .toList();
    throw refused(
        "there is no setting "
            + name
            + ": did you mean "
            + NearestName.to(name, all)
            + "? There are "
            + all.stream().collect(Collectors.joining(", ")));
  }

  private boolean isCalled(String name) {
    return name.replace("-", "").equalsIgnoreCase(inApi);
  }

  private static Refused refused(String message) {
    return new Refused(ExitCode.WRONG_USE, message);
  }
}

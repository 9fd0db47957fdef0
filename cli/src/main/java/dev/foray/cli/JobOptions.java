package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Refused;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which job, from which jars, with which parameters. */
final class JobOptions {
  @Parameters(
      index = "0",
      paramLabel = "JobClass",
      description = "The job's class; a simple name will do where one class has it.")
  private String jobClass = "";

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "A jar of the job's class path; may be repeated.")
  private List<Path> jars = new ArrayList<>();

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter that the job reads; may be repeated.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "At most one job has it; later ones get that job.")
  private @Nullable String key;

  @Option(
      names = "--map-threads",
      paramLabel = "N",
      description = "Threads that map in each chunk; else as the job says.")
  private @Nullable Integer mapThreads;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {
        "Another setting of the job, such as attempts=2",
        "or attemptTimeout=10m; may be repeated."
      })
  private List<String> settings = new ArrayList<>();

  @ArgGroup(exclusive = false)
  private @Nullable DryRun dryRun;

  /** Whether the job is tried, and on how much of its plan. */
  static final class DryRun {
    private static final int CHUNKS = 5;

    @Option(
        names = "--dry-run",
        required = true,
        description = {
          "Try a few chunks on the real data and roll each back;",
          "say what the job would write and how long it would take."
        })
    private boolean wanted;

    @Option(
        names = "--chunks",
        paramLabel = "N",
        description = "Chunks that a dry run tries, spread over the plan; else 5.")
    private int chunks = CHUNKS;

    private int chunks() throws Refused {
      if (chunks < 1) {
        throw refuse("--chunks " + chunks + " tries nothing: a dry run takes at least 1 chunk.");
      }
      return wanted ? chunks : 0;
    }
  }

  String jobClass() {
    return jobClass;
  }

  /** The time zone, locale and encoding are those of this process. */
  Submission submission() throws Refused {
    return new Submission(
        UUID.randomUUID().toString(),
        jobClass,
        absoluteJars(),
        key,
        dryRun == null ? 0 : dryRun.chunks(),
        pairs("--param", parameters),
        allSettings(),
        TimeZone.getDefault().getID(),
        Locale.getDefault().toLanguageTag(),
        Charset.defaultCharset().name(),
        Surroundings.user());
  }

  private List<String> absoluteJars() throws Refused {
    List<String> absolute = new ArrayList<>();
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        String what = Files.exists(jar) ? "is no file" : "is not there";
        throw refuse("The jar " + jar + " " + what + ": --jar takes the path of a jar file.");
      }
      absolute.add(jar.toAbsolutePath().normalize().toString());
    }
    return List.copyOf(absolute);
  }

  private List<NamedText> allSettings() throws Refused {
    List<NamedText> all = new ArrayList<>(pairs("--set", settings));
    if (mapThreads != null) {
      all.add(new NamedText("mapThreads", mapThreads.toString()));
    }
    return List.copyOf(all);
  }

  private static List<NamedText> pairs(String option, List<String> texts) throws Refused {
    List<NamedText> pairs = new ArrayList<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw refuse("\"" + text + "\" has no name: write " + option + " name=value.");
      }
      pairs.add(new NamedText(text.substring(0, equals), text.substring(equals + 1)));
    }
    return List.copyOf(pairs);
  }

  private static Refused refuse(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}

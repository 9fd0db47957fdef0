package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a job is made of: its jars, parameters and settings. */
final class JobInputs {
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
      names = "--map-threads",
      paramLabel = "N",
      description = "Threads that map in each chunk; else as the job says.")
  private @Nullable Integer mapThreads;

  @Option(
      names = "--max-skipped",
      paramLabel = "N",
      description = "Pairs of one chunk that may fail and be set aside; else as the job says.")
  private @Nullable Integer maxSkipped;

  @Option(
      names = "--chunks-per-jvm",
      paramLabel = "N",
      description = {
        "Chunks that a JVM takes, one after the other; else 1.",
        "More saves starts, but keeps chunks apart no longer:",
        "what one leaves in fields of the job, static fields,",
        "threads and files is there for the next. A chunk that",
        "fails ends its JVM."
      })
  private @Nullable Integer chunksPerJvm;

  @Option(
      names = "--persistence-unit",
      paramLabel = "NAME",
      description = "The unit of a persistence.xml that says what is mapped.")
  private @Nullable String persistenceUnit;

  @Option(
      names = "--notify",
      paramLabel = "TARGET",
      description = {
        "Whom to tell of its end, of a standstill and of a budget",
        "that is nearly spent: a URL, or a name of the Master's",
        "settings; none: nobody."
      })
  private @Nullable String notify;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {
        "Another setting of the job, such as attempts=2",
        "or attemptTimeout=10m, or one of Hibernate's by its",
        "name; may be repeated."
      })
  private List<String> settings = new ArrayList<>();

  /** The absolute paths of the jars that were given, in their order. */
  List<String> jars() throws Refused {
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

  List<NamedText> parameters() throws Refused {
    return pairs("--param", parameters);
  }

  /** By the names that the API has. */
  List<NamedText> settings() throws Refused {
    List<NamedText> all = new ArrayList<>(pairs("--set", settings));
    if (mapThreads != null) {
      all.add(new NamedText("mapThreads", mapThreads.toString()));
    }
    if (maxSkipped != null) {
      all.add(new NamedText("maxSkipped", maxSkipped.toString()));
    }
    if (chunksPerJvm != null) {
      all.add(new NamedText("chunksPerJvm", chunksPerJvm.toString()));
    }
    if (persistenceUnit != null) {
      all.add(new NamedText("hibernate.persistenceUnitName", persistenceUnit));
    }
    if (notify != null) {
      all.add(new NamedText("notify", notify));
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

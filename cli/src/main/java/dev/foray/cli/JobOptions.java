package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.Refused;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which job, from which jars, with which parameters. */
final class JobOptions {
  @Parameters(
      index = "0",
      paramLabel = "JobClass",
      description = "The job's class; a simple name will do where one class has it.")
  private String jobClass = "";

  @Mixin private final JobInputs inputs = new JobInputs();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "At most one job has it; later ones get that job.")
  private @Nullable String key;

  @Mixin private final TermsOptions terms = new TermsOptions();

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
        throw new Refused(
            ExitCode.WRONG_USE,
            "--chunks " + chunks + " tries nothing: a dry run takes at least 1 chunk.");
      }
      return wanted ? chunks : 0;
    }
  }

  String jobClass() {
    return jobClass;
  }

  Submission submission() throws Refused {
    int chunks = dryRun == null ? 0 : dryRun.chunks();
    return submission(jobClass, inputs, key, chunks, terms);
  }

  /** The time zone, locale and encoding are those of this process. */
  static Submission submission(
      String jobClass, JobInputs inputs, @Nullable String key, int dryRunChunks, TermsOptions terms)
      throws Refused {
    return new Submission(
        UUID.randomUUID().toString(),
        jobClass,
        inputs.jars(),
        key,
        dryRunChunks,
        inputs.parameters(),
        inputs.settings(),
        terms.terms(),
        TimeZone.getDefault().getID(),
        Locale.getDefault().toLanguageTag(),
        Charset.defaultCharset().name(),
        Surroundings.user());
  }
}

package dev.foray.cli;

import dev.foray.cli.reach.Master;
import dev.foray.cli.report.ReportPage;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReportAdmin.Report;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes all that is known of a job into one file to keep. */
@Command(
    name = "report",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Write all there is to say of a job into one HTML file, to keep and to send.",
    footer = {
      "",
      "Examples:",
      "  master report job-17",
      "  master report job-17 -o monday.html",
      "  master report job-17 -o - > monday.html",
      "  master report job-17 --against job-12"
    })
final class ReportCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write to this file, in place of one that is there; - is standard output. Else to"
              + " job-17.html here, if there is none yet.")
  private @Nullable String output;

  @Option(
      names = "--against",
      paramLabel = "ID",
      description = "Say what is other than in this job, such as yesterday's.")
  private @Nullable String against;

  @Mixin private final ReachOptions reach = new ReachOptions();

  ReportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    String page = page(reach.dial(around.environment()));
    if (STANDARD_OUTPUT.equals(output)) {
      around.screen().text(page);
    } else {
      Path file = Path.of(output == null ? job.job() + ".html" : output);
      write(file, page);
      around.screen().line(Wording.reported(job.job(), file.toAbsolutePath().normalize()));
    }
    return ExitCode.SUCCEEDED.number();
  }

  private String page(Master master) throws Refused {
    Report report = master.report(job.job());
    return against == null
        ? ReportPage.of(report, ZoneId.systemDefault())
        : ReportPage.of(report, master.report(JobParameter.parse(against)), ZoneId.systemDefault());
  }

  private void write(Path file, String page) throws Refused {
    try {
      if (Files.isDirectory(file)) {
        throw new FileSystemException(file.toString(), null, "it is a directory");
      }
      if (output == null && Files.exists(file)) {
        throw new Refused(ExitCode.WRONG_USE, Wording.reportIsThere(file));
      }
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new Refused(ExitCode.WRONG_USE, Wording.reportNotWritten(job.job(), file, reason(e)));
    }
  }

  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "that is not allowed";
    }
    return failure instanceof FileSystemException named && named.getReason() != null
        ? named.getReason()
        : String.valueOf(failure.getMessage());
  }
}

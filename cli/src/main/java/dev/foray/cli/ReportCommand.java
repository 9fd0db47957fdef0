package dev.foray.cli;

import dev.foray.cli.report.ReportPage;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
      "  master report job-17 -o - > monday.html"
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

  @Mixin private final ReachOptions reach = new ReachOptions();

  ReportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    String page = ReportPage.of(reach.dial(around.environment()).report(job.job()), zone());
    if (STANDARD_OUTPUT.equals(output)) {
      around.screen().text(page);
    } else {
      Path file = Path.of(output == null ? job.job() + ".html" : output);
      write(file, page);
      around.screen().line(Wording.reported(job.job(), file.toAbsolutePath().normalize()));
    }
    return ExitCode.SUCCEEDED.number();
  }

  private static ZoneId zone() {
    return ZoneId.systemDefault();
  }

  private void write(Path file, String page) throws Refused {
    try {
      if (output == null && Files.exists(file)) {
        throw new Refused(ExitCode.WRONG_USE, Wording.reportIsThere(file));
      }
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new Refused(ExitCode.WRONG_USE, Wording.reportNotWritten(job.job(), file, reason(e)));
    }
  }

  private static String reason(IOException failure) {
    return failure instanceof FileSystemException named && named.getReason() != null
        ? named.getReason()
        : failure.getClass().getSimpleName();
  }
}

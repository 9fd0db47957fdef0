package dev.foray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.follow.JobDraft;
import dev.foray.cli.report.ReportDraft;
import dev.foray.protocol.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportCommandTest extends AtFakeMaster {
  @BeforeEach
  void finish() {
    master.tell(new ReportDraft().report());
  }

  @Test
  void reportIsWrittenToTheFileThatIsNamed() throws Exception {
    Path file = directory.resolve("monday.html");

    assertThat(typist.types("report", "17", "-o", file.toString())).isZero();
    assertThat(typist.reads()).isEqualTo("The report of job-17 is in " + file + "\n");
    assertThat(file).content().startsWith("<!DOCTYPE html>\n").endsWith("</html>\n");
  }

  @Test
  void namedFileIsReplaced() throws Exception {
    Path file = Files.writeString(directory.resolve("monday.html"), "an older one");

    assertThat(typist.types("report", "17", "-o", file.toString())).isZero();
    assertThat(file).content().startsWith("<!DOCTYPE html>");
  }

  @Test
  void dashIsStandardOutputWithNothingBesideThePage() {
    assertThat(typist.types("report", "17", "-o", "-")).isZero();
    assertThat(typist.reads()).startsWith("<!DOCTYPE html>\n").endsWith("</html>\n");
  }

  @Test
  void fileThatCanNotBeWrittenIsOneSentence() {
    Path file = directory.resolve("nowhere").resolve("monday.html");

    assertThat(typist.types("report", "17", "-o", file.toString())).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo(
            "The report of job-17 can't be written to "
                + file
                + ": there is no such directory; name another file with -o, or -o - for standard"
                + " output.\n");
    assertThat(typist.types("report", "17", "-o", directory.toString())).isEqualTo(2);
    assertThat(typist.complaint()).contains("it is a directory").hasLineCount(1);
  }

  @Test
  void jobThatIsNotThereIsOneSentence() {
    assertThat(typist.types("report", "99", "-o", "-")).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo("there is no job-99\n");
  }

  @Test
  void anotherJobStandsBesideIt() {
    JobDraft other = JobDraft.job(JobState.FAILED).id(12).endedAfter(100).chunks(40, 39, 0);
    master.tell(new ReportDraft(other).report());

    assertThat(typist.types("report", "17", "--against", "job-12", "-o", "-")).isZero();
    assertThat(typist.reads()).contains("What is other than in job-12");
  }
}

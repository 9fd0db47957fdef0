package dev.foray.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadDumpTest {
  @TempDir private Path directory;

  @Test
  void aProcessThatHasEndedMeanwhileIsOneSentence() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    assertThat(ended.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(dump(ended.toHandle(), "java.io.IOException: No such process", 1))
        .isEqualTo("No thread dump: process " + ended.pid() + " has ended meanwhile.");
  }

  @Test
  void whatIsSaidOfOneThatLivesIsPassedOn() throws Exception {
    assertThat(dump(ProcessHandle.current(), "its threads", 0)).isEqualTo("its threads\n");
    assertThat(dump(ProcessHandle.current(), "not allowed", 1)).isEqualTo("not allowed\n");
  }

  private String dump(ProcessHandle process, String said, int exitCode) throws Exception {
    Path jcmd = directory.resolve("jcmd");
    Files.writeString(jcmd, "#!/bin/sh\necho '" + said + "'\nexit " + exitCode + "\n");
    Files.setPosixFilePermissions(jcmd, PosixFilePermissions.fromString("rwx------"));
    return new ThreadDump(process, jcmd).take("job-1.chunk-2", Duration.ofMinutes(1));
  }
}

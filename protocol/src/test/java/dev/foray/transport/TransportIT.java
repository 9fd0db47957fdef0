package dev.foray.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a whole process, each time in a process of its own. */
@Timeout(120)
class TransportIT {
  @TempDir private Path directory;

  @Test
  void jobsMayReadTheirOwnStreamsAndTheWireStaysFiltered() throws Exception {
    assertThat(trial("beside-job-code"))
        .contains("own stream: Gadget", "wire: hello")
        .containsPattern("wire: what crossed between here and .* is not of the protocol");
  }

  @Test
  void installationThatComesTooLateIsNamed() throws Exception {
    assertThat(trial("too-late")).contains("Transport.install() came too late");
  }

  @Test
  void nothingIsCarriedPastTheFilters() throws Exception {
    assertThat(trial("not-installed")).contains("Transport.install() was not called");
  }

  @Test
  void callWithoutAnswerEndsInTime() throws Exception {
    assertThat(trial("no-answer", "-Dsun.rmi.transport.tcp.responseTimeout=1000"))
        .containsPattern("no answer from 127.0.0.1:\\d+ within 1 s");
  }

  @Test
  void listenerThatSaysNothingIsGivenUp() throws Exception {
    assertThat(trial("no-greeting", "-Dsun.rmi.transport.tcp.handshakeTimeout=1000"))
        .containsPattern("can't connect to 127.0.0.1:\\d+");
  }

  private String trial(String which, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TransportTrial.class.getName(), which));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
    }
  }
}

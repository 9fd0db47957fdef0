package dev.foray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebCommandTest extends AtFakeMaster {
  private static final long LONG_SECONDS = 60;

  @Test
  void itSaysWhatToOpenAndEndsOnCtrlC() throws Exception {
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread types = new Thread(() -> code.complete(typist.types("web")), "types-web");
    types.start();
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONG_SECONDS);
    while (!typist.reads().endsWith("ends it.\n") && System.nanoTime() < limit) {
      Thread.onSpinWait();
    }
    assertThat(typist.reads())
        .matches("Open http://127\\.0\\.0\\.1:\\d+/\\?token=[\\w-]{43} in a browser here;.*\n");

    typist.interrupts();
    assertThat(code.get(LONG_SECONDS, TimeUnit.SECONDS)).isEqualTo(130);
    types.join();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertThat(typist.types("web", "--port", port)).isEqualTo(2);
      assertThat(typist.complaint()).contains(port, "choose another --port").hasLineCount(1);
    }
    assertThat(typist.types("web", "--port", "70000")).isEqualTo(2);
    assertThat(typist.complaint()).contains("70000 is no port");
  }

  @Test
  void withoutAMasterThereIsNoPage() {
    master.close();
    assertThat(typist.types("web")).isEqualTo(3);
    assertThat(typist.complaint()).contains(" answer").hasLineCount(1);
  }
}

package dev.foray.launch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.RunnerCommand;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerOutputTest {
  /** How both marks begin. */
  private static final String LIKE = "\u0001foray-";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50, 10_000})
  void bothMarksAreHeardInTurnAndTakenOutWhereverTheOutputIsCut(int piece) throws Exception {
    RunnerCommand.Marks marks =
        new RunnerCommand.Marks(Mark.newText("opened"), Mark.newText("end"));
    String printed =
        "before " + LIKE + marks.opened() + LIKE + " between" + LIKE + marks.end() + "behind";
    RunnerOutput output = new RunnerOutput(inPieces(printed, piece));
    List<String> heard = new ArrayList<>();
    Path log = directory.resolve("attempt.log");

    output.turnTo(
        AttemptLogWriter.open(log), marks, true, () -> heard.add("opened"), () -> heard.add("end"));
    output.drain();
    output.awaitEnd(1);

    assertThat(heard).containsExactly("opened", "end");
    assertThat(AttemptLog.at(log).tail(1_000))
        .isEqualTo("before " + LIKE + LIKE + " between" + LIKE + "behind");
  }

  private static InputStream inPieces(String text, int piece) {
    return new ByteArrayInputStream(text.getBytes(US_ASCII)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, piece));
      }
    };
  }
}

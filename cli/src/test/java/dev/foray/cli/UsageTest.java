package dev.foray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.screen.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UsageTest {
  @TempDir private Path directory;

  static Set<String> commands() {
    return CliMain.line(
            new Surroundings(
                new Screen(System.out, System.err, 0),
                Map.of(),
                new FakePace(),
                reaction -> () -> {},
                List.of()))
        .getSubcommands()
        .keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandShowsAnExampleOfItself(String command) {
    Typist typist = new Typist(directory);

    assertThat(typist.types(command, "--help")).isZero();
    assertThat(typist.reads()).contains("Example", "\n  master " + command);
    assertThat(typist.reads().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void helpExplainsACommandAllOfThemAndTheExitCodes() {
    Typist typist = new Typist(directory);
    typist.types("why", "--help");
    String why = typist.reads();

    assertThat(typist.types("help", "why")).isZero();
    assertThat(typist.reads()).isEqualTo(why);
    assertThat(typist.types("help")).isZero();
    assertThat(typist.reads()).contains("Usage: master ", "  why ", "  help ");
    assertThat(typist.types("help", "exit-codes")).isZero();
    assertThat(typist.reads()).startsWith("CODE  MEANS\n").contains("130  interrupted by Ctrl-C\n");
    assertThat(typist.types("help", "cancle")).isEqualTo(2);
    assertThat(typist.complaint()).contains("cancel");
  }

  @Test
  void completionKnowsEachCommand() {
    Typist typist = new Typist(directory);

    assertThat(typist.types("completion")).isZero();
    assertThat(commands()).allSatisfy(each -> assertThat(typist.reads()).contains(" " + each));
    assertThat(typist.reads()).contains("--finish-within");
  }

  @Test
  void helpListsTheCommandsAndTheExitCodes() {
    Typist typist = new Typist(directory);

    assertThat(typist.types("--help")).isZero();
    assertThat(typist.reads())
        .contains("run", "start", "submit", "wait", "schema", "130 interrupted");
    String list = typist.reads().replaceAll("(?s).*Commands:\n|\n\nExit codes.*", "");
    assertThat(list.split("\n(?=  \\S)"))
        .as("what each command does, in whole sentences")
        .hasSizeGreaterThan(30)
        .allSatisfy(command -> assertThat(command).endsWith("."));
  }

  @Test
  void noCommandIsOneSentence() {
    Typist typist = new Typist(directory);

    assertThat(typist.types()).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("Which command? `master --help` shows what there is.\n");
  }

  @Test
  void misspeltCommandNamesTheNearest() {
    Typist typist = new Typist(directory);

    assertThat(typist.types("submitt", "Revenue")).isEqualTo(2);
    assertThat(typist.complaint()).contains("submitt", "Did you mean", "submit").hasLineCount(1);
  }

  @Test
  void lettersThatChangedPlacesNameTheNearestToo() {
    Typist typist = new Typist(directory);

    assertThat(typist.types("lgos")).isEqualTo(2);
    assertThat(typist.complaint()).contains("Did you mean: logs?").hasLineCount(1);
    assertThat(typist.types("frobnicate")).isEqualTo(2);
    assertThat(typist.complaint()).doesNotContain("Did you mean").hasLineCount(1);
  }

  @Test
  void misspeltOptionNamesTheNearest() {
    Typist typist = new Typist(directory);

    assertThat(typist.types("jobs", "--jsn", "yes")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo(
            "Unknown option: '--jsn'. Did you mean: --json? `master jobs --help` shows what there"
                + " is.\n");
  }

  @Test
  void missingJobClassIsNamed() {
    Typist typist = new Typist(directory);

    assertThat(typist.types("submit")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo(
            "Missing required parameter: 'JobClass'. `master submit --help` shows what there"
                + " is.\n");
  }

  @Test
  void wrongNumberIsNamed() {
    Typist typist = new Typist(directory);

    assertThat(typist.types("jobs", "--most", "many")).isEqualTo(2);
    assertThat(typist.complaint()).contains("--most", "many", "`master jobs --help`");
  }
}

package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.foray.protocol.Role;
import dev.foray.protocol.Watch.Look;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody has done from the console: asked first, and not offered to a viewer. */
class BoardDeedsTest extends BoardCase {
  private static final String REFUSAL =
      "A viewer changes nothing: ask an admin for the role of a deployer.";

  @Test
  void nothingIsDoneBeforeSomebodyAgrees() {
    tellJobs();

    assertThat(type("c")).isEmpty();
    assertThat(text()).contains("Cancel job-17? What has committed stays.");
    assertThat(type("n")).isEmpty();
    assertThat(text()).contains("Nothing was done.");
    type("c");
    assertThat(type("y")).contains(Deed.of(Deed.Kind.CANCEL, JOB));
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void aViewerIsToldWhatItTakes(String key, String command, Deed deed) {
    board.role(Role.VIEWER);
    openWhere(deed);

    assertThat(type(key)).isEmpty();
    assertThat(text()).contains(REFUSAL).doesNotContain(deed.question());
    assertThat(type("y")).isEmpty();
    assertThat(text()).doesNotContain(REFUSAL);

    type(command);
    press(Press.Key.ENTER);
    assertThat(text()).contains(REFUSAL).doesNotContain(deed.question());
    assertThat(type("y")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void anAdminIsAskedFirst(String key, String command, Deed deed) {
    board.role(Role.ADMIN);
    openWhere(deed);

    assertThat(type(key)).isEmpty();
    assertThat(text()).contains(deed.question());
    assertThat(type("y")).contains(deed);

    type(command);
    press(Press.Key.ENTER);
    assertThat(text()).contains(deed.question());
    assertThat(type("y")).contains(deed);
  }

  static Stream<Arguments> deeds() {
    return Stream.of(
        arguments("c", ":cancel 17", Deed.of(Deed.Kind.CANCEL, JOB)),
        arguments("p", ":pause 17", Deed.of(Deed.Kind.PAUSE, JOB)),
        arguments("u", ":resume 17", Deed.of(Deed.Kind.RESUME, JOB)),
        arguments("t", ":retry 17", Deed.of(Deed.Kind.RETRY, JOB)),
        arguments("d", ":drain " + NODE, new Deed(Deed.Kind.DRAIN, NODE)));
  }

  private void openWhere(Deed deed) {
    tellJobs();
    if (deed.kind() == Deed.Kind.DRAIN) {
      type("n");
      tell(new Look(1, null, null, null, nodes(), null));
    }
  }

  @Test
  void aViewerIsOfferedNothingThatChangesSomething() {
    board.role(Role.VIEWER);
    tellJobs();
    assertThat(text()).contains("enter open").doesNotContain("c cancel", "t retry");

    type("n");
    tell(new Look(1, null, null, null, nodes(), null));
    assertThat(text()).contains("esc back").doesNotContain("d drain");
    press(Press.Key.ESCAPE);

    openJob(120);
    assertThat(text()).contains("f failed").doesNotContain("c cancel", "p pause", "u resume");
    type("t");
    assertThat(text()).contains(REFUSAL);
  }

  @Test
  void theHelpOfAViewerSaysWhatItTakesInPlaceOfKeysThatChangeSomething() {
    board.role(Role.VIEWER);
    type("?");
    assertThat(text())
        .contains(REFUSAL, "chunk 42")
        .doesNotContain("cancel 17", "cancel a job", "drain");
    press(Press.Key.ESCAPE);
    type(":help");
    press(Press.Key.ENTER);
    assertThat(text()).contains(REFUSAL).doesNotContain("cancel 17", "cancel a job", "drain");
  }

  /** The Master decides, where it has not said what somebody is. */
  @Test
  void whoeverShipsCodeAndWhoeverIsNotKnownIsOfferedAll() {
    tellJobs();
    assertThat(text()).contains("c cancel  p pause  u resume  t retry");
    board.role(Role.DEPLOYER);
    assertThat(text()).contains("c cancel  p pause  u resume  t retry");
    type("n");
    assertThat(text()).contains("d drain");
  }
}

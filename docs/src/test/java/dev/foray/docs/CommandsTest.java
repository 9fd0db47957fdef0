package dev.foray.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.ExitCode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {

  @Test
  void theTableOfExitCodesIsTheEnum() {
    List<String> documented =
        Page.named("docs/commands.md").tableRows().stream()
            .map(cells -> cells.get(0))
            .filter(cell -> cell.matches("\\d+"))
            .toList();
    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(ExitCode.values()).map(code -> "" + code.number()).toList());
  }
}

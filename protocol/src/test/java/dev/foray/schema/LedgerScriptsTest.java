package dev.foray.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerScriptsTest {

  @Test
  void everyMigrationIsAmongTheStatements() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/foray/ledger"))) {
      List<Path> scripts =
          files.filter(file -> file.getFileName().toString().startsWith("V")).sorted().toList();
      assertThat(scripts).hasSizeGreaterThan(1);
      for (Path script : scripts) {
        assertThat(LedgerScripts.statements()).contains(Files.readString(script));
      }
    }
  }

  @Test
  void eachGrantOfRunnersIsOneStatementForTheirRole() {
    List<RunnerGrant> grants = LedgerScripts.runnerGrants();
    assertThat(grants).hasSizeGreaterThan(10);
    assertThat(grants.get(0).to("night \"jobs\""))
        .isEqualTo("grant usage on schema foray to \"night \"\"jobs\"\"\"");
    assertThat(grants.stream().flatMap(grant -> grant.rights().stream()).map(Object::toString))
        .doesNotHaveDuplicates()
        .contains("usage on schema foray", "update (done_by) on foray.chunk")
        .contains("delete on foray.skipped")
        .noneMatch(right -> right.contains("foray.master") || right.contains("foray.identity"));
  }

  @Test
  void grantToMoreThanOneRoleIsNotTaken() {
    assertThatThrownBy(() -> RunnerGrant.parse("grant select on foray.job to foray_runner, public"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("this is no grant of columns to one role: grant select");
  }

  @Test
  void scriptOfTheRolesNamesThemAsTheyAre() {
    assertThat(new RolesScript("O'Hara", "RUNNER %s").text())
        .contains("where rolname = 'O''Hara'", "create role \"O'Hara\" login;")
        .contains("grant \"RUNNER %s\" to \"O'Hara\";")
        .contains("    grant delete on foray.skipped to \"RUNNER %s\";\n")
        .doesNotContain("foray_runner", "%1$s");
  }
}

package dev.foray.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Tab completes in a bash whose ~/.bashrc has the line that the documentation says. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");
  private static final String LINE = "source <(master completion)";

  @TempDir private Path home;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(BASH), "there is no bash");
    Typist typist = new Typist(home);
    typist.types("completion", "--help");
    assertThat(typist.reads()).contains("~/.bashrc", "  " + LINE + "\n");
    assertThat(Files.readString(Path.of("../docs/commands.md")))
        .contains("`echo '" + LINE + "' >> ~/.bashrc`");

    assertThat(typist.types("completion")).isZero();
    Files.writeString(home.resolve("script"), typist.reads());
    Path master = home.resolve("master");
    Files.writeString(master, "#!/bin/sh\n[ \"$*\" = completion ] && cat \"$HOME/script\"\n");
    Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(home.resolve(".bashrc"), "PATH=$HOME:$PATH\n" + LINE + "\n");
  }

  @Test
  void commandsAreCompleted() throws Exception {
    assertThat(completed("master", "jo")).containsExactlyInAnyOrder("job", "jobs");
    assertThat(completed("master", "")).contains("console", "skipped", "submit", "help");
    assertThat(completed("master", "secret", "l")).containsExactly("list");
  }

  @Test
  void optionsAreCompleted() throws Exception {
    assertThat(completed("master", "jobs", "--js")).containsExactly("--json");
    assertThat(completed("master", "submit", "--f")).containsExactly("--finish-within");
    assertThat(completed("master", "skipped", "--w")).containsExactly("--watch");
  }

  @Test
  void whatAnOptionMaySayIsCompleted() throws Exception {
    assertThat(completed("master", "chunks", "--state", "F")).containsExactly("FAILED");
  }

  /** As readline asks: by the function that is registered for the first word. */
  private List<String> completed(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                BASH.toString(),
                "-c",
                """
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                read -r _ _ _ _ function _ <<< "$(complete -p "$1")"
                "$function" "$1" "${COMP_WORDS[COMP_CWORD]}"
                [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
                """,
                "bash"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(home.resolve("out").toFile())
            .redirectError(home.resolve("err").toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("BASH_ENV", home.resolve(".bashrc").toString());
    Process bash = builder.start();
    try {
      assertThat(bash.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    } finally {
      bash.destroyForcibly();
    }
    return Files.readAllLines(home.resolve("out")).stream().map(String::strip).toList();
  }
}

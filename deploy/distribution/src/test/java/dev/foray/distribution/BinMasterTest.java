package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script bin/master with a Java that only says how it was called. */
class BinMasterTest {
  private static final String NO_JAVA =
      "There is no Java here: install a JDK of version 17 or newer, or set JAVA_HOME to one.\n";

  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path directory;
  private Path script;
  private Path path;

  private record Said(int exitCode, String out, String err) {}

  @BeforeEach
  void placeScript() throws IOException {
    directory = directory.toRealPath();
    script = Files.createDirectories(directory.resolve("a home/bin")).resolve("master");
    Files.copy(Path.of("src/main/bin/master"), script);
    script.toFile().setExecutable(true);
    path = Files.createDirectories(directory.resolve("path"));
    environment.put("PATH", path.toString());
  }

  @Test
  void javaHomeComesBeforeThePath() throws Exception {
    makeJdk(directory.resolve("jdk"), "17.0.15");
    makeJava(path.resolve("java"), "25");
    environment.put("JAVA_HOME", directory.resolve("jdk").toString());

    assertThat(run(script, "jobs").out()).startsWith(directory + "/jdk/bin/java ");
  }

  @Test
  void withoutJavaHomeThePathIsSearched() throws Exception {
    makeJava(path.resolve("java"), "17.0.15");

    assertThat(run(script, "jobs").out()).startsWith(path + "/java ");
  }

  @Test
  void withoutAnyJavaOneSentenceSaysWhatToDo() throws Exception {
    assertThat(run(script, "jobs")).isEqualTo(new Said(2, "", NO_JAVA));
  }

  @Test
  void javaHomeWithoutJavaIsNamed() throws Exception {
    environment.put("JAVA_HOME", "/nowhere");

    assertThat(run(script, "jobs"))
        .isEqualTo(
            new Said(
                2,
                "",
                "JAVA_HOME is /nowhere, and there is no bin/java in it: set it to a JDK of version 17 or"
                    + " newer.\n"));
  }

  @Test
  void olderJavaIsRefusedByItsReleaseFile() throws Exception {
    makeJdk(directory.resolve("jdk"), "11.0.25");
    environment.put("JAVA_HOME", directory.resolve("jdk").toString());

    Said said = run(script, "jobs");
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.err())
        .endsWith("is version 11.0.25: Foray needs 17 or newer, set JAVA_HOME to such a JDK.\n");
  }

  @Test
  void olderJavaIsRefusedByWhatItSays() throws Exception {
    makeJava(path.resolve("java"), "1.8.0_452");

    Said said = run(script, "jobs");
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.err()).contains("is version 1.8.0_452: Foray needs 17 or newer");
  }

  @Test
  void newerAndEarlyAccessJavaIsTaken() throws Exception {
    for (String version : List.of("17", "25.0.3", "27-ea", "21.0.4-internal")) {
      makeJava(path.resolve("java"), version);
      assertThat(run(script, "jobs").exitCode()).as(version).isZero();
    }
  }

  @Test
  void commandsGoToTheCommandLineWithTheirArgumentsWhole() throws Exception {
    makeJava(path.resolve("java"), "17.0.15");

    assertThat(run(script, "submit", "--param", "name=two words", "*").out())
        .contains(
            "<-Dforay.home=" + directory + "/a home>",
            "<-Dforay.terminal=0>",
            "<" + directory + "/a home/lib/cli/*> <dev.foray.cli.CliMain>")
        .endsWith("<submit> <--param> <name=two words> <*>\n");
  }

  /** Which can't move its cursor: commands write it lines, and the console says what is instead. */
  @Test
  void dumbTerminalIsNone() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "nothing here makes terminals");
    makeJava(path.resolve("java"), "17.0.15");

    environment.put("TERM", "xterm");
    assertThat(onATerminal("jobs")).contains("<-Dforay.terminal=80> <-Dforay.typed=true>");
    environment.put("TERM", "dumb");
    assertThat(onATerminal("jobs")).contains("<-Dforay.terminal=0> <-Dforay.typed=true>");
    environment.remove("TERM");
    assertThat(onATerminal("jobs")).contains("<-Dforay.terminal=0> <-Dforay.typed=true>");
  }

  /** What the script writes to one. */
  private String onATerminal(String command) throws Exception {
    String line = "/bin/sh '" + script + "' " + command;
    return run(List.of("/usr/bin/script", "-qec", line, "/dev/null")).out();
  }

  @Test
  void startGoesToTheMaster() throws Exception {
    makeJava(path.resolve("java"), "17.0.15");

    assertThat(run(script, "start", "--port", "0").out())
        .contains("/lib/master/*> <dev.foray.master.MasterMain>")
        .endsWith("<--port> <0>\n");
  }

  @Test
  void doctorAndSweepHaveTheClassPathOfTheMasterAndCanAsk() throws Exception {
    makeJava(path.resolve("java"), "17.0.15");

    assertThat(run(script, "sweep", "--dry-run").out())
        .contains("<-Dforay.typed=", "/lib/master/*> <dev.foray.master.SweepMain>")
        .endsWith("<--dry-run>\n");
    assertThat(run(script, "doctor", "--json").out())
        .contains("/lib/master/*> <dev.foray.master.DoctorMain>")
        .endsWith("<--json>\n");
  }

  @Test
  void commandsAndMastersStartFromTheArchivesOfTheirDataDirectory() throws Exception {
    makeJava(path.resolve("java"), "17.0.15");
    Path data = directory.resolve("some data");
    Path archives = Path.of(data + "/archives/17.0.15" + directory + "/a home");
    assertThat(run(script, "jobs", "--data-dir", data.toString()).out())
        .doesNotContain("SharedArchiveFile", "Xlog");
    Files.createDirectories(archives);
    Files.writeString(archives.resolve("cli.jsa"), "");
    Files.writeString(archives.resolve("master.jsa"), "");

    String cli = "<-XX:SharedArchiveFile=" + archives + "/cli.jsa> <-Xlog:all=off>";
    assertThat(run(script, "jobs", "--data-dir", data.toString()).out()).contains(cli);
    assertThat(run(script, "jobs", "--data-dir=" + data).out()).contains(cli);
    assertThat(run(script, "jobs").out()).doesNotContain("SharedArchiveFile");
    environment.put("FORAY_HOME", data.toString());
    assertThat(run(script, "jobs").out()).contains(cli);
    assertThat(run(script, "jobs", "--data-dir", "/nowhere").out())
        .doesNotContain("SharedArchiveFile");
    assertThat(run(script, "start").out())
        .contains(
            "<-XX:SharedArchiveFile=" + archives + "/master.jsa> <-Xlog:all=off>",
            "<-Dforay.archives=" + archives + ">");
  }

  @Test
  void whoMakesAnArchiveLearnsWhichClassesAreLoaded() throws Exception {
    makeJava(path.resolve("java"), "17.0.15");
    environment.put("FORAY_CLASS_LIST", "/some where/classes");

    for (String command : List.of("jobs", "start")) {
      assertThat(run(script, command).out())
          .contains("<-XX:DumpLoadedClassList=/some where/classes>");
    }
  }

  @Test
  void ctrlCDoesNotReachAMasterThatACommandHolds() throws Exception {
    Path java = path.resolve("java");
    makeJava(java, "17.0.15");
    Files.writeString(java, Files.readString(java) + "kill -INT $$\necho lives\n");

    assertThat(run(script, "start", "--stop-with-stdin").out()).endsWith("lives\n");
    assertThat(run(script, "start").out()).doesNotContain("lives");
  }

  @Test
  void homeIsFoundThroughSymbolicLinksFromAnywhere() throws Exception {
    makeJava(path.resolve("java"), "17.0.15");
    Path readlink = path.resolve("readlink");
    Files.createSymbolicLink(readlink, Path.of("/usr/bin/readlink").toRealPath());
    Files.createSymbolicLink(directory.resolve("absolute"), script);
    Files.createSymbolicLink(directory.resolve("relative"), Path.of("a home/bin/master"));
    Files.createSymbolicLink(directory.resolve("chain"), Path.of("relative"));

    for (String link : List.of("absolute", "relative", "chain")) {
      assertThat(run(directory.resolve(link), "jobs").out())
          .as(link)
          .contains("<-Dforay.home=" + directory + "/a home>");
    }
  }

  private Said run(Path called, String... arguments) throws Exception {
    // Ctrl-C must count here also where it is ignored, as under nohup.
    List<String> command =
        new ArrayList<>(
            List.of("/usr/bin/env", "--default-signal=INT", "/bin/sh", called.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private Said run(List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Said(
        process.exitValue(),
        Files.readString(directory.resolve("out")),
        Files.readString(directory.resolve("err")));
  }

  private static void makeJdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    makeJava(home.resolve("bin/java"), "99");
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
  }

  /** A java that says its version as real ones do, and else with what it was called. */
  private static void makeJava(Path java, String version) throws IOException {
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo 'openjdk version "VERSION" 2026-01-20' >&2
          echo 'OpenJDK Runtime Environment (build x)' >&2
          exit
        fi
        printf %s "$0"
        printf ' <%s>' "$@"
        echo
        """
            .replace("VERSION", version));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

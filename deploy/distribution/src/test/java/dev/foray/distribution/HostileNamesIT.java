package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.distribution.jobs.NamesJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that would mean more to a shell, a JVM or a file system mean nothing to Foray. */
class HostileNamesIT {
  @TempDir private static Path dataDirectory;
  @TempDir private static Path canaries;

  @SuppressWarnings("NullAway.Init")
  private static RunningMaster master;

  private static Path jar = Path.of("");

  @BeforeAll
  static void startMaster() throws IOException {
    master = RunningMaster.start(dataDirectory, "--slots", "1", "--max-nodes", "1");
    jar = JobJar.of(dataDirectory, "names.jar", NamesJob.class);
  }

  @AfterAll
  static void stopMaster() throws Exception {
    master.close();
  }

  @Test
  void attack20JobClassIsNeitherAnOptionNorAWordNorAPath() throws Exception {
    for (String name :
        List.of(
            "-XX:OnOutOfMemoryError=touch " + canary(),
            "@" + optionFile(),
            "$(touch " + canary() + ")",
            "`touch " + canary() + "`",
            "NamesJob; touch " + canary(),
            "../../names.jar",
            "dev/foray/distribution/jobs/NamesJob",
            "NamesJob\n-XX:OnError=touch " + canary())) {
      Distribution.Ended refused = submit(jar, name);

      assertThat(refused.exitCode()).as(name + refused).isEqualTo(2);
      assertThat(refused.err()).doesNotContain("Exception").hasLineCount(1);
    }
    assertThat(canaries).isEmptyDirectory();
    assertThat(master.run("jobs").out()).doesNotContain("touch");
  }

  @Test
  void attack20JarMayLieAnywhereAndParametersArriveAsTheyWereGiven() throws Exception {
    Path strange =
        Files.createDirectories(
            dataDirectory.resolve("a blank/$(touch x)/'; touch x; '/-javaagent:x.jar/a:b/all*/\n"));
    Path there = Files.copy(jar, strange.resolve("-jar *.jar"));
    List<String> parameters = new ArrayList<>();
    List<String> names =
        List.of(
            "-Dfile.encoding:UTF-16",
            "-XX:+CrashOnOutOfMemoryError",
            "$(touch " + canary() + ")",
            "@" + optionFile(),
            "'; drop schema foray cascade; --",
            "\"quoted\" \\ and more",
            "../../../etc/passwd");
    for (String name : names) {
      parameters.addAll(List.of("--param", name + "=" + backwards(name)));
    }
    parameters.addAll(List.of("--param", "names=" + String.join("\n", names)));

    Distribution.Ended ended = submit(there, "NamesJob", parameters.toArray(String[]::new));

    assertThat(ended.exitCode()).as(ended + master.log()).isZero();
    assertThat(canaries).isEmptyDirectory();
    assertThat(Path.of("x")).doesNotExist();
  }

  private static String backwards(String name) {
    return new StringBuilder(name).reverse().toString();
  }

  private static Distribution.Ended submit(Path jar, String name, String... parameters)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("submit", "--wait", "--jar", jar.toString()));
    command.addAll(List.of(parameters));
    command.addAll(List.of("--", name));
    return master.run(command.toArray(String[]::new));
  }

  private static Path canary() {
    return canaries.resolve("canary");
  }

  /** One that would be read if the name were given to a JVM. */
  private static Path optionFile() throws IOException {
    Path file = dataDirectory.resolve("options");
    return Files.writeString(file, "-XX:OnOutOfMemoryError=touch " + canary());
  }
}

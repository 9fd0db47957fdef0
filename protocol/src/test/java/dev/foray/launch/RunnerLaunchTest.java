package dev.foray.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerLaunchTest {
  private static final List<Path> RUNNER =
      List.of(
          Path.of("/foray/chunk-runner-0.1.0.jar"),
          Path.of("/foray/hibernate-core-7.4.13.Final.jar"),
          Path.of("/foray/postgresql-42.7.14.jar"),
          Path.of("/foray/protocol-0.1.0.jar"),
          Path.of("/foray/slf4j-api-2.0.20.jar"));

  @TempDir Path directory;

  @Test
  void commandHoldsNoSecret() {
    assertThat(command(null)).noneMatch(word -> word.contains(Orders.SECRET));
    assertThat(Orders.order().toString()).doesNotContain(Orders.SECRET);
  }

  @Test
  void timeZoneLocaleAndEncodingAreThoseOfTheSubmission() {
    assertThat(command(null))
        .contains(
            "-Duser.timezone=Europe/Vienna",
            "-Duser.language=de",
            "-Duser.country=AT",
            "-Dfile.encoding=ISO-8859-1");
  }

  @Test
  void optionsOfTheReleaseComeBehindForays() {
    List<String> command = command(null);

    assertThat(command.get(0)).isEqualTo("/jdk/bin/java");
    assertThat(command).containsSubsequence("-XX:+UseSerialGC", "-Xmx96m", "-Dx=y", "-cp");
    assertThat(command).endsWith("dev.foray.runner.boot.RunnerMain");
  }

  @Test
  void jvmThatIsBriefDoesNotOptimize() {
    Order order = Orders.order();
    Order brief = order.withJvm(new Order.Jvm(1, false, true));
    RunnerLaunch launch = new RunnerLaunch(Path.of("/jdk/bin/java"), RUNNER, directory);

    assertThat(launch.command(order)).doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(launch.command(brief))
        .contains("-XX:TieredStopAtLevel=1")
        .noneMatch(word -> word.contains("Tier4"));
  }

  @Test
  void jobBringsItsOwnLibrariesAndForayFillsTheGaps() {
    RunnerLaunch launch = new RunnerLaunch(Path.of("/jdk/bin/java"), RUNNER, directory);
    List<String> command =
        launch.command(
            Orders.order(
                List.of(
                    Orders.jar("revenue.jar"),
                    Orders.jar("hibernate-core-7.2.0.Final.jar"),
                    Orders.jar("postgresql.jar"),
                    Orders.jar("protocol-9.jar")),
                null));

    assertThat(command.get(command.indexOf("-cp") + 1).split(":"))
        .containsExactly(
            "/foray/chunk-runner-0.1.0.jar",
            "/foray/protocol-0.1.0.jar",
            "/foray/slf4j-api-2.0.20.jar",
            "/cache/revenue.jar",
            "/cache/hibernate-core-7.2.0.Final.jar",
            "/cache/postgresql.jar",
            "/cache/protocol-9.jar");
  }

  @Test
  void oneArchiveServesEveryJobOnForaysLibraries() {
    RunnerLaunch launch = new RunnerLaunch(Path.of("/jdk/bin/java"), RUNNER, directory);
    Order.Code revenue = Orders.order(List.of(Orders.jar("revenue.jar")), null).code();
    Order.Code orders = Orders.order(List.of(Orders.jar("orders.jar")), null).code();
    Order.Code own =
        Orders.order(
                List.of(Orders.jar("revenue.jar"), Orders.jar("hibernate-core-7.2.0.Final.jar")),
                null)
            .code();

    assertThat(launch.trainingCode(revenue).jars()).isEmpty();
    assertThat(launch.trainingCode(revenue)).isEqualTo(launch.trainingCode(orders));
    assertThat(launch.classPath(revenue))
        .startsWith(launch.classPath(launch.trainingCode(revenue)).toArray(Path[]::new));
    assertThat(launch.trainingCode(own)).isEqualTo(own);
  }

  @Test
  void archiveIsUsedOnlyOnceItIsThere() throws IOException {
    Path jsa = directory.resolve("a.jsa");
    assertThat(command(jsa.toString())).noneMatch(word -> word.contains("a.jsa"));

    Files.createFile(jsa);
    assertThat(command(jsa.toString())).contains("-XX:SharedArchiveFile=" + jsa);

    Path aot = Files.createFile(directory.resolve("a.aot"));
    assertThat(command(aot.toString())).contains("-XX:AOTCache=" + aot);
  }

  private List<String> command(@Nullable String archive) {
    return new RunnerLaunch(Path.of("/jdk/bin/java"), RUNNER, directory)
        .command(Orders.order(List.of(), archive));
  }
}

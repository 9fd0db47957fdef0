package dev.foray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that say what holds here and ask no Master. */
@SuppressWarnings("NullAway.Init")
class ConfigTest {
  @TempDir Path directory;
  private Typist typist;

  @BeforeEach
  void write() throws IOException {
    typist = new Typist(directory);
    Files.writeString(
        directory.resolve("foray.properties"),
        """
        # the fleet
        max-nodes=4
        slots = 3
        max-node=9
        database-url=jdbc:postgresql://ann:geheim@db/shop?password=geheim&ssl=true
        hibernate.connection.password=geheim
        notify.ops.url=https://hooks.example.com/geheim
        notify.ops.secret=geheim
        price.m7i.large=0.1008
        """);
    typist.environment.put("FORAY_SLOTS", "8");
  }

  @Test
  void eachSettingIsShownWithWhoSaysIt() {
    assertThat(typist.types("config")).isZero();
    Path file = directory.resolve("foray.properties").toAbsolutePath();
    String shown = typist.reads().replaceAll(" {2,}", "  ");
    assertThat(shown)
        .startsWith("SETTING  VALUE  SAID BY\n")
        .contains(
            "\ndata-dir  " + directory.toAbsolutePath() + "  FORAY_HOME\n",
            "\nmax-nodes  4  " + file + ":2\n",
            "\nslots  8  FORAY_SLOTS\n",
            "\nmax-node  9  " + file + ":4, and nobody knows it: the nearest is max-nodes\n",
            "\nprice.m7i.large  0.1008  " + file + ":9\n",
            "\nfleet  local  default\n");
  }

  @Test
  void noSecretIsShown() {
    for (String[] words : new String[][] {{"config"}, {"config", "--json"}}) {
      assertThat(typist.types(words)).isZero();
      assertThat(typist.reads()).doesNotContain("geheim").contains("(hidden)", "ssl=true");
    }
  }

  @Test
  void whatHoldsByDefaultMayBeLeftOut() {
    typist.types("config", "--said");
    assertThat(typist.reads()).contains("max-nodes").doesNotContain("default\n", "https-port");
  }

  @Test
  void manualHasAPageForEachCommand() throws IOException {
    Path manual = directory.resolve("man");
    assertThat(typist.types("man", manual.toString())).isZero();
    try (Stream<Path> pages = Files.list(manual.resolve("man1"))) {
      assertThat(pages).hasSize(UsageTest.commands().size() + 1);
    }
    assertThat(Files.readString(manual.resolve("man1/master-logs.1")))
        .startsWith(".TH \"MASTER-LOGS\" 1")
        .contains("\n.SH NAME\nmaster\\-logs \\- Print the log", "\n.TP\n\\-f, \\-\\-follow\n")
        .contains("master logs job\\-17.chunk\\-42.attempt\\-3 \\-\\-grep 'ORA\\-\\ed+'");
    assertThat(typist.types("man", directory.resolve("foray.properties").toString())).isEqualTo(2);
    assertThat(typist.complaint()).startsWith("the manual can't be written to");
  }
}

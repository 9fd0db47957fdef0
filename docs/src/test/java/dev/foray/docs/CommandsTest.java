package dev.foray.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.submit.JobSetting;
import dev.foray.protocol.ExitCode;
import dev.foray.settings.KnownSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final Pattern COMMAND = Pattern.compile("@Command\\(\\s*name = \"(\\w+)\"");
  private static final Pattern OPTION = Pattern.compile("`(--[a-z0-9-]+)");

  private static final Pattern SETTING =
      Pattern.compile("(?:number|text|startingWith)\\(\\s*\"([a-z.-]+)\"");

  private final Page page = Page.named("docs/commands.md");

  @Test
  void everyCommandIsInTheTable() {
    String commands =
        Repository.files(".java").stream()
            .filter(file -> file.startsWith(Repository.root().resolve("cli/src/main")))
            .map(CommandsTest::text)
            .collect(joining());
    List<String> missing =
        COMMAND
            .matcher(commands)
            .results()
            .map(command -> command.group(1))
            .filter(
                name ->
                    !name.equals("master")
                        && !text(page.file())
                            .matches("(?s).*`master ((secret|runtime) )?" + name + ".*"))
            .toList();
    assertThat(missing).isEmpty();
  }

  @Test
  void everyOptionThatIsNamedExists() {
    String sources =
        Repository.files(".java").stream()
            .filter(file -> Repository.name(file).matches("(cli|master)/src/main/.*"))
            .map(CommandsTest::text)
            .collect(joining());
    List<String> unknown =
        OPTION
            .matcher(text(page.file()))
            .results()
            .map(option -> option.group(1))
            .filter(option -> !option.equals("--help") && !sources.contains('"' + option + '"'))
            .toList();
    assertThat(unknown).isEmpty();
  }

  @Test
  void everySettingThatTheMasterReadsIsInTheTables() {
    Path sources = Repository.root().resolve("master/src/main/java/dev/foray/master");
    String master =
        Stream.of("MasterSettings.java", "Listening.java", "fleet/ec2/Ec2Settings.java")
            .map(file -> text(sources.resolve(file)))
            .collect(Collectors.joining());
    Stream<String> ofJobs = Arrays.stream(JobSetting.values()).map(JobSetting::inConfiguration);
    List<String> missing =
        Stream.concat(SETTING.matcher(master).results().map(setting -> setting.group(1)), ofJobs)
            .filter(name -> !documented(name))
            .toList();
    assertThat(missing).isEmpty();
  }

  @Test
  void masterConfigKnowsEverySettingOfTheTables() {
    Path sources = Repository.root().resolve("master/src/main/java/dev/foray/master");
    Stream<String> ofMaster =
        Stream.of("MasterSettings.java", "Listening.java", "fleet/ec2/Ec2Settings.java")
            .flatMap(
                file ->
                    SETTING.matcher(text(sources.resolve(file))).results().map(one -> one.group(1)))
            .filter(name -> !name.endsWith("."));
    Stream<String> ofJobs = Arrays.stream(JobSetting.values()).map(JobSetting::inConfiguration);
    assertThat(KnownSettings.DEFAULTS.keySet())
        .containsAll(Stream.concat(ofMaster, ofJobs).toList());
  }

  private boolean documented(String setting) {
    return page.tableRows().stream()
        .map(cells -> cells.get(0))
        .anyMatch(cell -> cell.matches(".*`(--)?" + Pattern.quote(setting) + "[ …`].*"));
  }

  @Test
  void theTableOfExitCodesIsTheEnum() {
    List<String> documented =
        page.tableRows().stream()
            .filter(cells -> cells.get(0).matches("\\d+"))
            .map(cells -> cells.get(0) + " " + cells.get(1))
            .toList();
    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(ExitCode.values())
                .map(code -> code.number() + " " + code.meaning())
                .toList());
  }

  private static String text(Path file) {
    return String.join("\n", Page.read(file).lines());
  }
}

package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Table;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.NearestName;
import dev.foray.protocol.Refused;
import dev.foray.settings.KnownSettings;
import dev.foray.settings.LayeredSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a Master that is started here would be told, and by whom; asks no Master. */
@Command(
    name = "config",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Show each setting as it holds here for a command, or for a Master that is started now: its"
          + " value, and whether the environment, foray.properties by its line, or nobody says it."
          + " Secrets are not shown."
    },
    footer = {"", "Examples:", "  master config", "  master config --said --json"})
final class ConfigCommand implements Callable<Integer> {
  private static final int MOST_LETTERS = 3;
  private static final String HIDDEN = "(hidden)";
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|passwd|secret|token|credential)s?|notify\\..*\\.url");
  private static final Pattern SECRET_IN_URL =
      Pattern.compile("(?i)((?:password|passwd|secret|token)\\w*=)[^&;]*|(://[^/:@]*:)[^/@]*(?=@)");
  private static final List<String> PREFIXES = List.of("hibernate.", "notify.", "price.");

  private final Surroundings around;

  @Option(names = "--said", description = "Only what somebody says, without what holds by default.")
  private boolean said;

  @Mixin private final DataDirectoryOption dataDirectory = new DataDirectoryOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  private record Entry(String name, String value, String origin) {}

  ConfigCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    List<Entry> entries = entries();
    output.write(
        around.screen(),
        () ->
            entries.stream()
                .map(entry -> Fields.ofSetting(entry.name(), entry.value(), entry.origin()))
                .toList(),
        () -> table(entries).lines(around.screen().width()));
    return ExitCode.SUCCEEDED.number();
  }

  private static Table table(List<Entry> entries) {
    Table table = new Table("SETTING", "VALUE", "SAID BY");
    entries.forEach(entry -> table.row(entry.name(), entry.value(), entry.origin()));
    return table;
  }

  private List<Entry> entries() throws Refused {
    Map<String, String> environment = around.environment();
    Path directory = dataDirectory.absolute(environment);
    LayeredSettings layers = LayeredSettings.of(Map.of(), environment, directory);
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry("data-dir", directory.toString(), originOfDirectory(environment)));
    TreeSet<String> names = new TreeSet<>(KnownSettings.DEFAULTS.keySet());
    names.addAll(layers.inFile());
    for (String prefix : PREFIXES) {
      layers.startingWith(prefix).keySet().forEach(rest -> names.add(prefix + rest));
    }
    names.forEach(name -> entry(layers, name).ifPresent(entries::add));
    return entries;
  }

  private String originOfDirectory(Map<String, String> environment) {
    if (!dataDirectory.given().isEmpty()) {
      return "--data-dir";
    }
    return environment.containsKey("FORAY_HOME") ? "FORAY_HOME" : "default";
  }

  private Optional<Entry> entry(LayeredSettings layers, String name) {
    Optional<LayeredSettings.Told> told = layers.told(name);
    if (told.isPresent()) {
      return Optional.of(
          new Entry(name, shown(name, told.get().text()), told.get().origin() + remark(name)));
    }
    return said
        ? Optional.empty()
        : Optional.of(new Entry(name, KnownSettings.DEFAULTS.getOrDefault(name, ""), "default"));
  }

  private static String shown(String name, String value) {
    return SECRET.matcher(name).matches()
        ? HIDDEN
        : SECRET_IN_URL.matcher(value).replaceAll("$1$2" + HIDDEN);
  }

  private static String remark(String name) {
    boolean known =
        KnownSettings.DEFAULTS.containsKey(name) || PREFIXES.stream().anyMatch(name::startsWith);
    return known
        ? ""
        : ", and nobody knows it"
            + NearestName.within(MOST_LETTERS, name, KnownSettings.DEFAULTS.keySet())
                .map(nearest -> ": the nearest is " + nearest)
                .orElse("");
  }
}

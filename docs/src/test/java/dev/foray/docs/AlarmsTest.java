package dev.foray.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What {@code deploy/metrics} asks Prometheus for is what a Master answers. */
class AlarmsTest {
  private static final String DASHBOARD = "deploy/metrics/grafana-dashboard.json";
  private static final String RULES = "deploy/metrics/prometheus-alerts.yml";

  /** Prometheus's own: whether a target answers. */
  private static final String UP = "up";

  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern LABELS =
      Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTED = Pattern.compile("(\\w+)\\{([^}]*)}");
  private static final Pattern MATCH = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern WORD = Pattern.compile("\\b[a-z_][a-z0-9_]*\\b(?!\\s*\\()");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "by", "on", "bool");

  private static Scraped scraped = new Scraped(Map.of());

  @BeforeAll
  static void scrape(@TempDir Path directory) throws Exception {
    scraped = Scraped.ofAMaster(directory);
  }

  @Test
  void everyNameThatTheyAskForIsAnswered() {
    List<String> unknown = new ArrayList<>();
    for (String question : questions()) {
      names(question).stream()
          .filter(name -> !name.equals(UP) && !scraped.names().contains(name))
          .forEach(name -> unknown.add(name + " in " + question));
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyLabelThatTheyChooseByIsThereAndHasSuchAValue() {
    List<String> unknown = new ArrayList<>();
    for (String question : questions()) {
      SELECTED
          .matcher(question)
          .results()
          .filter(selected -> !selected.group(1).equals(UP))
          .forEach(
              selected ->
                  MATCH
                      .matcher(selected.group(2))
                      .results()
                      .flatMap(
                          match ->
                              List.of(match.group(3).split("\\|")).stream()
                                  .filter(
                                      value ->
                                          !scraped
                                              .values(selected.group(1), match.group(1))
                                              .contains(value))
                                  .map(value -> match.group(1) + "=" + value))
                      .forEach(each -> unknown.add(each + " in " + question)));
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyLabelThatTheyAddUpByIsThere() {
    List<String> unknown = new ArrayList<>();
    for (String question : questions()) {
      Set<String> names = names(question);
      LABELS
          .matcher(question)
          .results()
          .flatMap(labels -> List.of(labels.group(1).split("\\s*,\\s*")).stream())
          .filter(label -> !label.isBlank())
          .filter(label -> names.stream().noneMatch(n -> scraped.labels(n).contains(label)))
          .forEach(label -> unknown.add(label + " in " + question));
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyAlarmStandsInTheDocumentsAndSaysWhatToDo() {
    List<Map<?, ?>> rules = new ArrayList<>();
    collect(parsed(RULES), "alert", rules);
    List<String> documented =
        Page.named("docs/metrics.md").tableRows().stream()
            .map(row -> row.get(0).replace("`", ""))
            .filter(name -> name.startsWith("Foray"))
            .toList();

    assertThat(rules).extracting(rule -> rule.get("alert")).isEqualTo(documented);
    assertThat(rules)
        .allSatisfy(
            rule ->
                assertThat(rule.get("annotations"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                    .containsOnlyKeys("summary", "description"));
  }

  private static List<String> questions() {
    List<Map<?, ?>> asking = new ArrayList<>();
    collect(parsed(DASHBOARD), "expr", asking);
    int ofTheDashboard = asking.size();
    collect(parsed(RULES), "expr", asking);
    assertThat(ofTheDashboard).isGreaterThan(20);
    assertThat(asking).hasSizeGreaterThan(ofTheDashboard + 10);
    return asking.stream().map(each -> String.valueOf(each.get("expr"))).toList();
  }

  /** What is left of a question without its texts, labels, functions and numbers. */
  private static Set<String> names(String question) {
    String bare =
        LABELS
            .matcher(STRING.matcher(question).replaceAll(""))
            .replaceAll("")
            .replaceAll("\\{[^}]*}|\\[[^]]*]", " ");
    return WORD.matcher(bare)
        .results()
        .map(word -> word.group())
        .filter(word -> !OPERATORS.contains(word))
        .collect(Collectors.toSet());
  }

  /** JSON is YAML, too. */
  private static Object parsed(String file) {
    return new Yaml().load(String.join("\n", Page.named(file).lines()));
  }

  /** All maps in it with that key, in their order. */
  private static void collect(Object tree, String key, List<Map<?, ?>> found) {
    if (tree instanceof Map<?, ?> map) {
      if (map.containsKey(key)) {
        found.add(map);
      }
      map.values().forEach(value -> collect(value, key, found));
    } else if (tree instanceof Collection<?> all) {
      all.forEach(each -> collect(each, key, found));
    }
  }
}

package dev.foray.docs;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/metrics.md} names is what a Master answers, label by label. */
class MetricsTest {
  private static final String OURS = "foray_";
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");
  private static final Pattern PART = Pattern.compile("(.*_seconds)_(bucket|count|sum|max)");

  private static final Page PAGE = Page.named("docs/metrics.md");

  private static Scraped scraped = new Scraped(Map.of());

  @BeforeAll
  static void scrape(@TempDir Path directory) throws Exception {
    scraped = Scraped.ofAMaster(directory);
  }

  @Test
  void everyNameOfOursStandsThereWithItsLabelsAndNoOtherDoes() {
    Map<String, Set<String>> documented = new TreeMap<>();
    for (List<String> row : PAGE.tableRows()) {
      codes(row.get(0)).stream()
          .filter(name -> name.startsWith(OURS))
          .forEach(name -> documented.put(name, new TreeSet<>(codes(row.get(2)))));
    }
    Map<String, Set<String>> real = new TreeMap<>();
    scraped.names().stream()
        .filter(name -> name.startsWith(OURS))
        .forEach(
            name ->
                real.computeIfAbsent(base(name), any -> new TreeSet<>())
                    .addAll(scraped.labels(name)));
    real.values().forEach(labels -> labels.remove("le"));
    assertThat(documented).isEqualTo(real);
  }

  @Test
  void everyOtherNameBeginsAsOneOfThoseThatStandThere() {
    List<String> beginnings =
        PAGE.tableRows().stream()
            .flatMap(row -> codes(row.get(0)).stream())
            .filter(name -> name.endsWith("_"))
            .toList();
    List<String> others = new ArrayList<>(scraped.names());
    others.removeIf(name -> name.startsWith(OURS));
    others.removeIf(name -> beginnings.stream().anyMatch(name::startsWith));

    assertThat(beginnings).hasSize(4);
    assertThat(others).isEmpty();
  }

  /** One series more for each job or node would be one too many for whoever keeps them. */
  @Test
  void noLabelIsTheNameOfAJobAClassANodeOrAPerson() {
    assertThat(scraped.values()).doesNotContainAnyElementsOf(Scraped.NAMES).isNotEmpty();
  }

  private static Set<String> codes(String cell) {
    return CODE.matcher(cell)
        .results()
        .map(code -> code.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static String base(String name) {
    return PART.matcher(name).replaceFirst("$1");
  }
}

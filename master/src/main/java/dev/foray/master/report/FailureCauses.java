package dev.foray.master.report;

import dev.foray.master.ledger.Attempt;
import dev.foray.protocol.ReportAdmin.Example;
import dev.foray.protocol.ReportAdmin.FailureCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts attempts together that failed alike. Not thread-safe. */
final class FailureCauses {
  private static final int MOST_CAUSES = 20;
  private static final int MOST_EXAMPLES = 5;

  private final Map<Likeness, Group> groups = new LinkedHashMap<>();

  private static final class Group {
    private final Set<Integer> chunks = new HashSet<>();
    private final List<Example> examples = new ArrayList<>();
    private int attempts;

    void add(Attempt attempt, String text) {
      attempts++;
      if (chunks.add(attempt.id().chunk()) && examples.size() < MOST_EXAMPLES) {
        examples.add(new Example(attempt.id(), text));
      }
    }
  }

  void add(Attempt attempt) {
    String text = Likeness.text(attempt);
    groups
        .computeIfAbsent(Likeness.of(Likeness.kind(attempt), text), likeness -> new Group())
        .add(attempt, text);
  }

  /** The most frequent first. */
  List<FailureCause> list() {
    return List.copyOf(
        groups.entrySet().stream()
            .map(
                group ->
                    new FailureCause(
                        group.getValue().attempts,
                        group.getValue().chunks.size(),
                        group.getKey().kind(),
                        List.copyOf(group.getValue().examples)))
            .sorted(Comparator.comparingInt(FailureCause::attempts).reversed())
            .limit(MOST_CAUSES)
            .toList());
  }
}

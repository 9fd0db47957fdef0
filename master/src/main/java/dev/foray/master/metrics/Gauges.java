package dev.foray.master.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;

/** One gauge with a label, or two, whose values are set together. For one thread. */
final class Gauges {
  private final MultiGauge gauge;
  private final List<String> labels;

  Gauges(MeterRegistry registry, String name, String description, String... labels) {
    this.gauge = MultiGauge.builder(name).description(description).register(registry);
    this.labels = List.of(labels);
  }

  /**
   * @param values by the labels' values; whatever is not among them is shown no more
   */
  void set(Map<List<String>, ? extends Number> values) {
    gauge.register(
        values.entrySet().stream()
            .map(entry -> Row.of(tags(entry.getKey()), entry.getValue()))
            .toList(),
        true);
  }

  /** Without labels. */
  void set(Number value) {
    set(Map.of(List.of(), value));
  }

  void clear() {
    set(Map.of());
  }

  private Tags tags(List<String> values) {
    Tags tags = Tags.empty();
    for (int i = 0; i < values.size(); i++) {
      tags = tags.and(labels.get(i), values.get(i));
    }
    return tags;
  }
}

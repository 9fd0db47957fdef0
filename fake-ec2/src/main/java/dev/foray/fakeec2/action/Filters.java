package dev.foray.fakeec2.action;

import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A request's filters: each must pass, by any of its values, in which * and ? stand for others. */
final class Filters {
  private static final String TAG = "tag:";

  private final List<Filter> filters;

  private record Filter(String name, List<Pattern> values) {}

  private Filters(List<Filter> filters) {
    this.filters = filters;
  }

  static Filters of(Parameters request) {
    return new Filters(
        request.parts("Filter").stream()
            .map(
                filter ->
                    new Filter(
                        filter.required("Name"),
                        filter.texts("Value").stream().map(Filters::pattern).toList()))
            .toList());
  }

  /**
   * Whether a thing passes.
   *
   * @param values what the thing has under a filter's name; nothing where there is no such filter
   */
  boolean pass(Function<String, Optional<? extends Collection<String>>> values) {
    return filters.stream()
        .allMatch(
            filter -> {
              Collection<String> has =
                  values
                      .apply(filter.name())
                      .orElseThrow(
                          () ->
                              Refusal.of(
                                  "InvalidParameterValue",
                                  "The filter '" + filter.name() + "' is invalid"));
              return has.stream()
                  .anyMatch(
                      value ->
                          filter.values().stream()
                              .anyMatch(pattern -> pattern.matcher(value).matches()));
            });
  }

  /** Whether a thing with these attributes, and these tags, passes. */
  boolean pass(Map<String, String> attributes, Map<String, String> tags) {
    return pass(
        name -> {
          if (name.startsWith(TAG)) {
            String tag = tags.get(name.substring(TAG.length()));
            return Optional.of(tag == null ? List.of() : List.of(tag));
          }
          if (name.equals("tag-key")) {
            return Optional.of(tags.keySet());
          }
          return Optional.ofNullable(attributes.get(name)).map(List::of);
        });
  }

  private static Pattern pattern(String value) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(value.charAt(i))));
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}

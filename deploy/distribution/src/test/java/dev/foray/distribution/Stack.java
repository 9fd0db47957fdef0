package dev.foray.distribution;

import static dev.foray.distribution.Template.list;
import static dev.foray.distribution.Template.map;
import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What CloudFormation would make of a template. Immutable.
 *
 * @param given parameters, where they are not the template's own
 * @param ids of the resources, as {@code Ref} gives them; as {@code Name.Attribute}, what {@code
 *     GetAtt} gives; and the region, as {@code AWS::Region}
 */
record Stack(Template template, Map<String, String> given, Map<String, String> ids) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([\\w:.]+)}");

  /** The names of the resources that are made. */
  List<String> made() {
    return template.resources().keySet().stream()
        .filter(name -> exists(map(template.resources().get(name))))
        .toList();
  }

  /** The text of an output that is there with these parameters. */
  String output(String name) {
    Map<String, Object> output = map(template.outputs().get(name));
    if (!exists(output)) {
      throw new IllegalArgumentException("With these parameters there is no output " + name);
    }
    return text(requireNonNull(output.get("Value")));
  }

  /** A resource's property with nothing of the template's language left in it. */
  Object property(String resource, String name) {
    return requireNonNull(value(template.property(resource, name)));
  }

  private boolean exists(Map<String, Object> thing) {
    return !thing.containsKey("Condition") || holds(thing.get("Condition"));
  }

  private @Nullable Object value(Object written) {
    if (written instanceof List) {
      return list(written).stream().map(this::value).filter(Objects::nonNull).toList();
    }
    if (!(written instanceof Map)) {
      return written;
    }
    Map<String, Object> whole = map(written);
    if (whole.size() == 1) {
      String function = whole.keySet().iterator().next();
      if (function.equals("Ref") || function.startsWith("Fn::")) {
        return called(function, requireNonNull(whole.get(function)));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    whole.forEach(
        (key, each) -> {
          Object value = value(each);
          if (value != null) {
            values.put(key, value);
          }
        });
    return values;
  }

  private @Nullable Object called(String function, Object argument) {
    return switch (function) {
      case "Ref" -> argument.equals("AWS::NoValue") ? null : named(String.valueOf(argument));
      case "Fn::GetAtt" -> named(list(argument).get(0) + "." + list(argument).get(1));
      case "Fn::Base64" -> value(argument);
      case "Fn::If" -> value(list(argument).get(holds(list(argument).get(0)) ? 1 : 2));
      case "Fn::Sub" -> substituted(argument);
      default -> throw new IllegalArgumentException("This test does not know " + function);
    };
  }

  private boolean holds(@Nullable Object condition) {
    if (condition instanceof String name) {
      return holds(template.conditions().get(name));
    }
    Map<String, Object> whole = map(condition);
    if (whole.containsKey("Fn::Not")) {
      return !holds(list(whole.get("Fn::Not")).get(0));
    }
    List<Object> both = list(whole.get("Fn::Equals"));
    return text(both.get(0)).equals(text(both.get(1)));
  }

  private String substituted(Object argument) {
    String text = argument instanceof String plain ? plain : (String) list(argument).get(0);
    Map<String, Object> own = argument instanceof String ? Map.of() : map(list(argument).get(1));
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              Object of = own.get(found.group(1));
              return Matcher.quoteReplacement(of == null ? named(found.group(1)) : text(of));
            });
  }

  private String named(String name) {
    Object parameter = template.parameters().get(name);
    String standard = parameter == null ? null : String.valueOf(map(parameter).get("Default"));
    return Stream.of(given.get(name), standard, ids.get(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Nobody knows what " + name + " is"));
  }

  private String text(Object written) {
    return String.valueOf(value(written));
  }
}

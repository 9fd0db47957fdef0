package dev.foray.distribution;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template of CloudFormation as it is written: {@code !Sub text} is a map of {@code Fn::Sub} to
 * that text, as in the long form. Immutable.
 */
record Template(Map<String, Object> whole) {

  static Template read(Path file) throws IOException {
    return new Template(map(new Yaml(new ShortForms()).load(Files.readString(file))));
  }

  Map<String, Object> parameters() {
    return section("Parameters");
  }

  Map<String, Object> conditions() {
    return section("Conditions");
  }

  Map<String, Object> resources() {
    return section("Resources");
  }

  Map<String, Object> outputs() {
    return section("Outputs");
  }

  Object property(String resource, String name) {
    Map<String, Object> properties = map(map(resources().get(resource)).get("Properties"));
    return requireNonNull(properties.get(name), resource + "." + name);
  }

  private Map<String, Object> section(String name) {
    return map(whole.get(name));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(@Nullable Object value) {
    return (List<Object>) requireNonNull(value);
  }

  private static final class ShortForms extends SafeConstructor {
    private ShortForms() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return longForm(node.getTag().getValue().substring(1), content(node));
            }
          });
    }

    private Object content(Node node) {
      if (node instanceof ScalarNode scalar) {
        return scalar.getValue();
      }
      return node instanceof SequenceNode sequence
          ? constructSequence(sequence)
          : constructMapping((MappingNode) node);
    }

    private static Object longForm(String name, Object content) {
      if (name.equals("Ref") || name.equals("Condition")) {
        return Map.of(name, content);
      }
      return name.equals("GetAtt") && content instanceof String text
          ? Map.of("Fn::GetAtt", List.of(text.split("\\.", 2)))
          : Map.of("Fn::" + name, content);
    }
  }
}

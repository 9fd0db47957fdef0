package dev.foray.runner.core.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What Hibernate is to map.
 *
 * @param classes entities, embeddables, mapped superclasses, converters
 * @param files names of mapping files on the class path
 * @param settings of Hibernate's, for which Foray's configuration says nothing
 */
public record Mapping(
    Collection<Class<?>> classes, List<String> files, Map<String, String> settings) {

  /** Those classes, and nothing else. */
  public static Mapping of(Collection<Class<?>> classes) {
    return new Mapping(List.copyOf(classes), List.of(), Map.of());
  }
}

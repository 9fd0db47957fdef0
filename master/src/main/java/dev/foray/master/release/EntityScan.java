package dev.foray.master.release;

import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;

/**
 * Finds what a runner has to tell Hibernate: the mapped classes, and whether their mapping needs
 * the byte-code provider. Immutable.
 */
final class EntityScan {
  private static final List<DotName> MAPPED =
      Stream.of("Entity", "Embeddable", "MappedSuperclass", "Converter")
          .map(name -> DotName.createSimple("jakarta.persistence." + name))
          .toList();

  /**
   * Frameworks' own mapped classes apply where an application asks for them, not by being there.
   */
  private static final List<String> FRAMEWORKS = List.of("org.hibernate.", "org.springframework.");

  private static final List<DotName> MAYBE_LAZY =
      Stream.of("ManyToOne", "OneToOne", "Basic")
          .map(name -> DotName.createSimple("jakarta.persistence." + name))
          .toList();

  private static final List<DotName> ALWAYS_LAZY =
      Stream.of("Any", "ManyToAny", "LazyGroup", "ConcreteProxy")
          .map(name -> DotName.createSimple("org.hibernate.annotations." + name))
          .toList();

  private final ClassIndex index;

  EntityScan(ClassIndex index) {
    this.index = index;
  }

  /** Entities, embeddables, mapped superclasses and converters, by name. */
  List<String> mapped() {
    return index.classes().stream()
        .filter(type -> MAPPED.stream().anyMatch(type::hasDeclaredAnnotation))
        .map(type -> type.name().toString())
        .filter(name -> FRAMEWORKS.stream().noneMatch(name::startsWith))
        .sorted()
        .toList();
  }

  /**
   * Whether an association or attribute is lazy by itself, so that reading fails without the
   * provider. True also where the mapping is not in the classes: the provider costs a start some
   * time, its absence would cost the job.
   */
  boolean needsBytecodeProvider() {
    return index.isInDoubt()
        || ALWAYS_LAZY.stream().anyMatch(annotation -> !index.uses(annotation).isEmpty())
        || MAYBE_LAZY.stream()
            .flatMap(annotation -> index.uses(annotation).stream())
            .anyMatch(EntityScan::isLazy);
  }

  private static boolean isLazy(AnnotationInstance use) {
    AnnotationValue fetch = use.value("fetch");
    return fetch != null && fetch.asEnum().equals("LAZY");
  }
}

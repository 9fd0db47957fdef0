package dev.foray.runner.core.plain;

import dev.foray.api.JobMistake;
import jakarta.persistence.Entity;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what must not stand in a pair: an entity, a Hibernate proxy, a persistent collection; at
 * the top, in a record's component, in an element of a collection, a map or an array. What a class
 * can hold is decided once per class, so a number or a string costs one look-up. Thread-safe.
 */
public final class PlainValues {
  /** Past this depth values are taken as plain: a list that holds itself must not end the JVM. */
  private static final int DEEPEST = 30;

  private static final Check PLAIN = (value, place) -> {};

  private static final ClassValue<Check> CHECKS =
      new ClassValue<>() {
        @Override
        protected Check computeValue(Class<?> type) {
          return checkOf(type);
        }
      };

  /** How a value of one class is checked. */
  private interface Check {
    void of(Object value, Place place);
  }

  private PlainValues() {}

  /**
   * Checks a pair's key and value.
   *
   * @throws JobMistake for a null key, or a key or value that is not plain
   */
  public static void check(PairSource source, @Nullable Object key, @Nullable Object value) {
    if (key == null) {
      throw new JobMistake(
          source.gave() + " a pair whose key is null: keys are never null, only values may be");
    }
    checkTop(source, "key", key);
    if (value != null) {
      checkTop(source, "value", value);
    }
  }

  private static void checkTop(PairSource source, String side, Object value) {
    Check check = CHECKS.get(value.getClass());
    if (check != PLAIN) {
      check.of(value, Place.top(source, side));
    }
  }

  private static void checkPart(@Nullable Object value, Place place) {
    if (value != null && place.depth() <= DEEPEST) {
      CHECKS.get(value.getClass()).of(value, place);
    }
  }

  private static Check checkOf(Class<?> type) {
    if (HibernateProxy.class.isAssignableFrom(type)
        || PersistentCollection.class.isAssignableFrom(type)
        || isEntity(type)) {
      return PlainValues::refuse;
    }
    if (type.isRecord()) {
      boolean holds = RecordParts.of(type).parts().stream().anyMatch(part -> canHold(part.type()));
      return holds ? PlainValues::checkRecord : PLAIN;
    }
    if (type.isArray()) {
      return canHold(type.getComponentType()) ? PlainValues::checkArray : PLAIN;
    }
    if (Collection.class.isAssignableFrom(type)) {
      return PlainValues::checkCollection;
    }
    if (Map.class.isAssignableFrom(type)) {
      return PlainValues::checkMap;
    }
    return type == Optional.class ? PlainValues::checkOptional : PLAIN;
  }

  /** Whether something declared so may be, or hold, what is refused. */
  private static boolean canHold(Class<?> declared) {
    if (declared.isPrimitive() || declared.isEnum()) {
      return false;
    }
    boolean exact = Modifier.isFinal(declared.getModifiers()) && !declared.isRecord();
    return !exact || CHECKS.get(declared) != PLAIN;
  }

  private static boolean isEntity(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.isAnnotationPresent(Entity.class)) {
        return true;
      }
    }
    return false;
  }

  private static void checkRecord(Object record, Place place) {
    for (RecordParts.Part part : RecordParts.of(record.getClass()).parts()) {
      checkPart(part.in(record), place.component(record.getClass(), part.name()));
    }
  }

  private static void checkArray(Object array, Place place) {
    for (Object element : (Object[]) array) {
      checkPart(element, place.element(array.getClass()));
    }
  }

  private static void checkCollection(Object collection, Place place) {
    for (Object element : (Collection<?>) collection) {
      checkPart(element, place.element(collection.getClass()));
    }
  }

  private static void checkMap(Object map, Place place) {
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      checkPart(entry.getKey(), place.element(map.getClass()));
      checkPart(entry.getValue(), place.element(map.getClass()));
    }
  }

  private static void checkOptional(Object optional, Place place) {
    checkPart(((Optional<?>) optional).orElse(null), place.element(Optional.class));
  }

  private static void refuse(Object value, Place place) {
    if (value instanceof PersistentCollection) {
      throw new JobMistake(
          place.describe("the persistent collection " + value.getClass().getName())
              + ": pairs hold plain values that outlive the session; "
              + place.source().give()
              + " a List.copyOf of ids or records");
    }
    Class<?> entity =
        value instanceof HibernateProxy proxy
            ? proxy.getHibernateLazyInitializer().getPersistentClass()
            : value.getClass();
    String what = value instanceof HibernateProxy ? "a proxy of the entity " : "the entity ";
    throw new JobMistake(
        place.describe(what + entity.getName())
            + ": pairs hold plain values that outlive the session; "
            + place.source().give()
            + " "
            + variable(entity)
            + ".getId() or a record");
  }

  private static String variable(Class<?> entity) {
    String name = entity.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}

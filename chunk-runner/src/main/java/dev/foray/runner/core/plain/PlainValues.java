package dev.foray.runner.core.plain;

import dev.foray.api.JobMistake;
import jakarta.persistence.Entity;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** Not final, yet what is declared so is one of these and no entity. */
  private static final Set<Class<?>> NUMBERS = Set.of(BigDecimal.class, BigInteger.class);

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

  /** The place is written down only for what is looked into. */
  private static void checkElement(@Nullable Object value, Class<?> holder, Place place) {
    Check check = check(value, place);
    if (value != null && check != PLAIN) {
      check.of(value, place.element(holder));
    }
  }

  private static Check check(@Nullable Object value, Place place) {
    return value == null || place.depth() >= DEEPEST ? PLAIN : CHECKS.get(value.getClass());
  }

  private static Check checkOf(Class<?> type) {
    if (HibernateProxy.class.isAssignableFrom(type)
        || PersistentCollection.class.isAssignableFrom(type)
        || isEntity(type)) {
      return PlainValues::refuse;
    }
    if (type.isRecord()) {
      List<RecordParts.Part> parts =
          RecordParts.of(type).parts().stream().filter(part -> canHold(part.type())).toList();
      return parts.isEmpty() ? PLAIN : (value, place) -> checkRecord(value, parts, place);
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
    if (declared.isPrimitive() || declared.isEnum() || NUMBERS.contains(declared)) {
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

  private static void checkRecord(Object record, List<RecordParts.Part> parts, Place place) {
    for (RecordParts.Part part : parts) {
      Object value = part.in(record);
      Check check = check(value, place);
      if (value != null && check != PLAIN) {
        check.of(value, place.component(record.getClass(), part.name()));
      }
    }
  }

  private static void checkArray(Object array, Place place) {
    for (Object element : (Object[]) array) {
      checkElement(element, array.getClass(), place);
    }
  }

  private static void checkCollection(Object collection, Place place) {
    for (Object element : (Collection<?>) collection) {
      checkElement(element, collection.getClass(), place);
    }
  }

  private static void checkMap(Object map, Place place) {
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      checkElement(entry.getKey(), map.getClass(), place);
      checkElement(entry.getValue(), map.getClass(), place);
    }
  }

  private static void checkOptional(Object optional, Place place) {
    checkElement(((Optional<?>) optional).orElse(null), Optional.class, place);
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

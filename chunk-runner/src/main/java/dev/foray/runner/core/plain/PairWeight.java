package dev.foray.runner.core.plain;

import dev.foray.api.KeyValue;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes of the heap a pair takes, so that what is held can be bounded by size and
 * not by count alone. Texts, arrays, collections and records are looked into, of many elements at
 * the first ones; how is decided once per class, and all else counts as a small object. What
 * several pairs share counts in each. Thread-safe.
 */
public final class PairWeight {
  /** A pair without what it holds, and its place in a list. */
  private static final int PAIR = 32;

  private static final int SMALL = 24;
  private static final int HEADER = 16;
  private static final int ENTRY = 32;
  private static final int REFERENCE = 8;

  /** So many elements are weighed, and the others taken to be like them. */
  private static final int MOST_ELEMENTS = 50;

  /** Past this depth all counts as small. */
  private static final int DEEPEST = 5;

  private static final Scale SMALL_SCALE = (value, depth) -> SMALL;

  private static final ClassValue<Scale> SCALES =
      new ClassValue<>() {
        @Override
        protected Scale computeValue(Class<?> type) {
          return scaleOf(type);
        }
      };

  /** How a value of one class is weighed. */
  private interface Scale {
    long of(Object value, int depth);
  }

  private PairWeight() {}

  /** Of a pair with its key and value. */
  public static long of(KeyValue<?, ?> pair) {
    return PAIR + of(pair.key()) + of(pair.value());
  }

  /** Of some pairs. */
  public static long ofAll(List<? extends KeyValue<?, ?>> pairs) {
    long sum = 0;
    for (KeyValue<?, ?> pair : pairs) {
      sum += of(pair);
    }
    return sum;
  }

  /** Of a key or a value. */
  public static long of(@Nullable Object value) {
    try {
      return of(value, 0);
    } catch (RuntimeException e) {
      return SMALL; // A record's accessor or a collection's iterator is code of the job.
    }
  }

  private static long of(@Nullable Object value, int depth) {
    if (value == null) {
      return 0;
    }
    return depth == DEEPEST ? SMALL : SCALES.get(value.getClass()).of(value, depth);
  }

  private static Scale scaleOf(Class<?> type) {
    if (CharSequence.class.isAssignableFrom(type)) {
      return (value, depth) -> SMALL + HEADER + ((CharSequence) value).length();
    }
    if (type.isArray()) {
      return arrayScale(type.getComponentType());
    }
    if (type.isRecord()) {
      return recordScale(RecordParts.of(type).parts());
    }
    if (Collection.class.isAssignableFrom(type)) {
      return (value, depth) -> SMALL + elements((Collection<?>) value, depth);
    }
    if (Map.class.isAssignableFrom(type)) {
      return (value, depth) -> SMALL + entries((Map<?, ?>) value, depth);
    }
    return SMALL_SCALE;
  }

  private static Scale arrayScale(Class<?> element) {
    if (element.isPrimitive()) {
      int bytes = element == byte.class || element == boolean.class ? 1 : REFERENCE;
      return (value, depth) -> HEADER + (long) bytes * Array.getLength(value);
    }
    return (value, depth) -> HEADER + elements(Arrays.asList((Object[]) value), depth);
  }

  private static Scale recordScale(List<RecordParts.Part> parts) {
    long fixed = HEADER + (long) REFERENCE * parts.size();
    List<RecordParts.Part> weighed =
        parts.stream().filter(part -> !part.type().isPrimitive()).toList();
    long small = weighed.stream().filter(part -> isSmall(part.type())).count();
    List<RecordParts.Part> others = weighed.stream().filter(part -> !isSmall(part.type())).toList();
    long all = fixed + SMALL * small;
    return others.isEmpty()
        ? (value, depth) -> all
        : (value, depth) ->
            all + others.stream().mapToLong(part -> of(part.in(value), depth + 1)).sum();
  }

  /** Whether all that may stand there is small. */
  private static boolean isSmall(Class<?> declared) {
    if (declared.isEnum() || Number.class.isAssignableFrom(declared)) {
      return true;
    }
    boolean exact = Modifier.isFinal(declared.getModifiers()) && !declared.isRecord();
    return exact && SCALES.get(declared) == SMALL_SCALE;
  }

  private static long elements(Collection<?> elements, int depth) {
    long sum = 0;
    int weighed = 0;
    for (Object element : elements) {
      sum += REFERENCE + of(element, depth + 1);
      if (++weighed == MOST_ELEMENTS) {
        break;
      }
    }
    return all(sum, weighed, elements.size());
  }

  private static long entries(Map<?, ?> map, int depth) {
    long sum = 0;
    int weighed = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      sum += ENTRY + of(entry.getKey(), depth + 1) + of(entry.getValue(), depth + 1);
      if (++weighed == MOST_ELEMENTS) {
        break;
      }
    }
    return all(sum, weighed, map.size());
  }

  private static long all(long sum, int weighed, int size) {
    return weighed < MOST_ELEMENTS ? sum : sum / weighed * size;
  }
}

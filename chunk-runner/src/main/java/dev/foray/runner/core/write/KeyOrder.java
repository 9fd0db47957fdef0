package dev.foray.runner.core.write;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.plain.RecordParts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order in which pairs are written: the same in every chunk, so that chunks that touch the same
 * rows lock them in the same order. What is comparable goes by its natural order, records by their
 * components one after the other, lists and arrays by their elements; keys of different classes by
 * the classes' names. Anything else goes by its text, which must then say what the key is.
 */
final class KeyOrder implements Comparator<@Nullable Object> {

  @Override
  public int compare(@Nullable Object a, @Nullable Object b) {
    if (a == b) {
      return 0;
    }
    if (a == null || b == null) {
      return a == null ? -1 : 1;
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return inTurn(left.iterator(), right.iterator());
    }
    Class<?> type = classOf(a);
    return type == classOf(b) ? compare(type, a, b) : byName(type, classOf(b));
  }

  @SuppressWarnings("unchecked") // a comparable takes what is of its own class
  private int compare(Class<?> type, Object a, Object b) {
    if (a instanceof Comparable<?>) {
      return ((Comparable<Object>) a).compareTo(b);
    }
    if (type.isRecord()) {
      return inTurn(parts(type, a), parts(type, b));
    }
    if (a instanceof Object[] left && b instanceof Object[] right) {
      return inTurn(Arrays.asList(left).iterator(), Arrays.asList(right).iterator());
    }
    if (a instanceof byte[] left && b instanceof byte[] right) {
      return Arrays.compare(left, right);
    }
    return a.toString().compareTo(b.toString());
  }

  private int inTurn(Iterator<?> left, Iterator<?> right) {
    while (left.hasNext() && right.hasNext()) {
      int order = compare(left.next(), right.next());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  private static Iterator<? extends @Nullable Object> parts(Class<?> type, Object record) {
    Stream<@Nullable Object> parts =
        RecordParts.of(type).parts().stream().map(part -> part.in(record));
    return parts.iterator();
  }

  /** The same order for these pairs, the quicker where all keys are of one comparable class. */
  @SuppressWarnings("unchecked") // a comparable takes what is of its own class
  static <R, S extends @Nullable Object> Comparator<KeyValue<R, S>> of(List<KeyValue<R, S>> pairs) {
    if (areOfOneComparableClass(pairs)) {
      return (a, b) -> ((Comparable<Object>) a.key()).compareTo(b.key());
    }
    return Comparator.comparing(KeyValue::key, new KeyOrder());
  }

  private static boolean areOfOneComparableClass(List<? extends KeyValue<?, ?>> pairs) {
    Class<?> first = pairs.isEmpty() ? Object.class : pairs.get(0).key().getClass();
    if (!Comparable.class.isAssignableFrom(first) || List.class.isAssignableFrom(first)) {
      return false;
    }
    for (KeyValue<?, ?> pair : pairs) {
      if (pair.key().getClass() != first) {
        return false;
      }
    }
    return true;
  }

  private static Class<?> classOf(Object key) {
    return key instanceof Enum<?> constant ? constant.getDeclaringClass() : key.getClass();
  }

  private static int byName(Class<?> left, Class<?> right) {
    return left.getName().compareTo(right.getName());
  }
}

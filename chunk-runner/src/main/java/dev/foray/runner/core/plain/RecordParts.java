package dev.foray.runner.core.plain;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The components of a record class, looked up once per class. Thread-safe. */
public record RecordParts(List<RecordParts.Part> parts) {
  private static final ClassValue<RecordParts> OF_CLASS =
      new ClassValue<>() {
        @Override
        protected RecordParts computeValue(Class<?> type) {
          return new RecordParts(Stream.of(type.getRecordComponents()).map(Part::of).toList());
        }
      };

  /** The parts of this record class, in their order. */
  public static RecordParts of(Class<?> record) {
    return OF_CLASS.get(record);
  }

  /** One component: its name, its declared type, and how it is read. */
  public record Part(String name, Class<?> type, Method accessor) {

    static Part of(RecordComponent component) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Part(component.getName(), component.getType(), accessor);
    }

    public @Nullable Object in(Object record) {
      try {
        return accessor.invoke(record);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the record's part " + accessor + " can't be read", e);
      } catch (InvocationTargetException e) {
        throw new IllegalStateException("the record's part " + accessor + " threw", e.getCause());
      }
    }
  }
}

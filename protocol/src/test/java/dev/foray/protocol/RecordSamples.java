package dev.foray.protocol;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One filled instance of any record of the protocol, so that a test meets also those to come. */
public final class RecordSamples {
  private RecordSamples() {}

  /** Every record and enum of the protocol, found where its classes lie. */
  public static List<Class<?>> typesThatCross() throws Exception {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .<Class<?>>map(file -> load(file.substring(0, file.length() - ".class".length())))
          .filter(type -> type.isRecord() || type.isEnum())
          .toList();
    }
  }

  private static Path directory() throws URISyntaxException {
    Path classes = Path.of(Order.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return classes.resolve("dev/foray/protocol");
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName("dev.foray.protocol." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** An instance with every component set. */
  public static Object of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Object element = of(list.getActualTypeArguments()[0]);
      return List.of(element, element, element);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    return plain.isRecord() ? record(plain) : value(plain);
  }

  private static Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(c -> of(c.getGenericType())).toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " can't be made from samples", e);
    }
  }

  private static Object value(Class<?> type) {
    @Nullable Object found =
        Stream.<Object>of("text", 7L, 7, 7.5, true, Instant.parse("2026-11-24T10:15:30.123456Z"))
            .filter(value -> type.isInstance(value) || boxed(type).isInstance(value))
            .findFirst()
            .orElse(null);
    if (found == null) {
      throw new AssertionError("no sample of " + type + ": may it cross the wire?");
    }
    return found;
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }
}

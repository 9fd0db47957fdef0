package dev.foray.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class paths of the contestants that are programs of their own: those that need nothing else
 * lie in the benchmarks' jar, the others in a module for each.
 *
 * @param jobJar the benchmarks' jar, in its module's {@code target}
 */
record Programs(Path jobJar) {

  /** What Spark needs to be allowed on Java 17 and newer, as its own launcher says it. */
  static final List<String> SPARK_OPTIONS =
      Stream.concat(
              Stream.of(
                  "-XX:+IgnoreUnrecognizedVMOptions", "-Djdk.reflect.useDirectMethodHandle=false"),
              Stream.of(
                      "java.lang",
                      "java.lang.invoke",
                      "java.lang.reflect",
                      "java.io",
                      "java.net",
                      "java.nio",
                      "java.util",
                      "java.util.concurrent",
                      "java.util.concurrent.atomic",
                      "sun.nio.ch",
                      "sun.nio.cs",
                      "sun.security.action",
                      "sun.util.calendar")
                  .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED"))
          .toList();

  String own() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  String springBatch() {
    return module("spring-batch");
  }

  String spark() {
    return module("spark");
  }

  private String module(String name) {
    Path target = jobJar.resolve("../..").normalize().resolve(name).resolve("target");
    return target.resolve("benchmark-" + name + "-0.1.0.jar")
        + File.pathSeparator
        + target.resolve("class-path/*");
  }
}

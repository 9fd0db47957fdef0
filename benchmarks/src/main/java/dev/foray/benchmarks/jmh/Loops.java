package dev.foray.benchmarks.jmh;

import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the loops in JVMs of their own: all, or those whose names match. */
public final class Loops {
  private Loops() {}

  /**
   * Arguments: a file for the table, and a regular expression; an empty one: all.
   *
   * @throws RunnerException if one of them fails, or none has that name
   */
  public static void main(String[] arguments) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(Loops.class.getPackageName() + ".*" + arguments[1])
            .forks(2)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx512m")
            .shouldFailOnError(true)
            .result(arguments[0])
            .resultFormat(ResultFormatType.TEXT);
    new Runner(options.build()).run();
  }
}

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
   * @param name a regular expression; empty: all
   */
  public static void run(String name) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(Loops.class.getPackageName() + ".*" + name)
            .forks(2)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx512m")
            .resultFormat(ResultFormatType.TEXT);
    new Runner(options.build()).run();
  }

  public static void main(String[] names) throws RunnerException {
    run(names.length == 0 ? "" : names[0]);
  }
}

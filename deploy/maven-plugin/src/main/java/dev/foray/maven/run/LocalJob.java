package dev.foray.maven.run;

import dev.foray.api.MapReduceJob;
import dev.foray.testkit.JobTest;
import dev.foray.testkit.JobTestResult;
import java.util.List;
import java.util.Map;

/**
 * Runs a job by the test kit. Lives in the {@link JobRealm}, which calls it with plain values,
 * since the realm shares no other class with Maven.
 */
public final class LocalJob {
  private LocalJob() {}

  /**
   * @param mapped the classes that Hibernate is told of; empty: those that the job says
   * @param words as {@link JobRealm} names them
   * @return what came of it, in one sentence
   * @throws IllegalStateException with one sentence, if it fails
   */
  public static String run(List<String> mapped, Map<String, String> words)
      throws ClassNotFoundException {
    Class<? extends MapReduceJob<?, ?, ?, ?>> type = job(words.getOrDefault(JobRealm.JOB, ""));
    JobTest test = JobTest.of(type);
    String url = words.get(JobRealm.URL);
    if (url != null) {
      test.database(url, words.get(JobRealm.USER), words.getOrDefault(JobRealm.PASSWORD, ""));
    }
    words.forEach(
        (name, value) -> {
          if (name.startsWith(JobRealm.PARAMETER)) {
            test.parameter(name.substring(JobRealm.PARAMETER.length()), value);
          }
        });
    if (!mapped.isEmpty()) {
      test.entities(classes(mapped));
    }
    return sentence(type.getName(), test.run());
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends MapReduceJob<?, ?, ?, ?>> job(String name)
      throws ClassNotFoundException {
    Class<?> type = Class.forName(name, true, LocalJob.class.getClassLoader());
    return (Class<? extends MapReduceJob<?, ?, ?, ?>>) type.asSubclass(MapReduceJob.class);
  }

  private static Class<?>[] classes(List<String> names) throws ClassNotFoundException {
    Class<?>[] classes = new Class<?>[names.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = Class.forName(names.get(i), false, LocalJob.class.getClassLoader());
    }
    return classes;
  }

  private static String sentence(String job, JobTestResult result) {
    Throwable failure = result.failure();
    if (failure != null) {
      throw new IllegalStateException(
          job + " failed (" + result.failureKind() + "): " + failure, failure);
    }
    return job
        + " succeeded: "
        + result.chunks()
        + (result.chunks() == 1 ? " chunk, " : " chunks, ")
        + result.pairs().pairsRead()
        + " pairs read, "
        + result.pairs().pairsWritten()
        + " written"
        + (result.counters().isEmpty() ? "" : ", counters " + result.counters());
  }
}

package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.JobMistake;
import dev.foray.api.MapReduceJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobClassTest {
  static class Hidden extends Unwritten {}

  public abstract static class Unfinished extends Unwritten {}

  public static class Demanding extends Unwritten {
    public Demanding(String what) {
      assertThat(what).isNotNull();
    }
  }

  public static class Failing extends Unwritten {
    public Failing() {
      throw new IllegalStateException("no network");
    }
  }

  private static MapReduceJob<?, ?, ?, ?> create(String name) {
    return JobClass.create(name, JobClassTest.class.getClassLoader());
  }

  @Test
  void makesAJob() {
    assertThat(create(Unwritten.class.getName())).isInstanceOf(Unwritten.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no.such.Job | there is no class no.such.Job in the job's jars",
        "java.lang.String | java.lang.String is no job: let it implement MapReduceJob",
        "dev.foray.runner.core.JobClassTest$Hidden | is not public: make the class public",
        "dev.foray.runner.core.JobClassTest$Unfinished | is abstract: name a class",
        "dev.foray.runner.core.JobClassTest$Demanding | has no public constructor without parameters",
        "dev.foray.runner.core.JobClassTest$Failing | threw java.lang.IllegalStateException: no network"
      })
  void saysWhyItCanNot(String name, String message) {
    assertThatThrownBy(() -> create(name))
        .isInstanceOf(JobMistake.class)
        .hasMessageContaining(message);
  }
}

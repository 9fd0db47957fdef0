package dev.foray.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What a process knows of the job that it works for. Parameters come from {@code --param
 * name=value}; as a type, they are read as {@code String, Integer, Long, Double, BigDecimal,
 * Boolean, LocalDate, LocalDateTime, Instant, Duration, UUID} or an enum's constant.
 */
public interface JobContext {

  /** The job's id as it is printed, such as {@code job-17}. */
  String jobId();

  /** When the job was submitted: the same in every attempt of every chunk, so a safe "now". */
  Instant submittedAt();

  /** Whether this run is rolled back at the end of each chunk. */
  boolean dryRun();

  /**
   * @throws JobMistake if the parameter was not given, naming the option that gives it
   */
  String parameter(String name);

  /**
   * @throws JobMistake if the parameter was not given, or does not read as the type
   */
  <T> T parameter(String name, Class<T> type);

  /**
   * The parameter read as the type of {@code otherwise}, or {@code otherwise} where it was not
   * given.
   *
   * @throws JobMistake if it does not read as that type
   */
  <T> T parameterOr(String name, T otherwise);

  Optional<String> parameterIfSet(String name);

  /**
   * A secret that was given to the Master by {@code master secret set NAME}; never printed or
   * stored with the job.
   *
   * @throws JobMistake if the Master has none of that name
   */
  String secret(String name);
}

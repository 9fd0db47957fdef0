package dev.foray.protocol;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One try of a chunk, of {@code plan} or of {@code finish}, printed {@code
 * job-17.chunk-42.attempt-3}, {@code job-17.plan.attempt-1}, {@code job-17.finish.attempt-1}.
 *
 * @param chunk the chunk's index; 0 where the step is not CHUNK
 * @param number from 1; it never falls
 */
public record AttemptId(JobId job, Step step, int chunk, int number) implements Serializable {
  private static final Pattern TEXT =
      Pattern.compile(
          "job-(\\d{1,18})\\.(?:chunk-(\\d{1,9})|(plan)|(finish))\\.attempt-(\\d{1,9})");

  public static AttemptId ofChunk(JobId job, int chunk, int number) {
    return new AttemptId(job, Step.CHUNK, chunk, number);
  }

  public static AttemptId ofPlan(JobId job, int number) {
    return new AttemptId(job, Step.PLAN, 0, number);
  }

  public static AttemptId ofFinish(JobId job, int number) {
    return new AttemptId(job, Step.FINISH, 0, number);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text is no attempt's id; the message is one for a user
   */
  public static AttemptId parse(String text) {
    Matcher matcher = TEXT.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no attempt id: write it as job-17.chunk-42.attempt-3 or job-17.plan.attempt-1");
    }
    Step step =
        matcher.group(3) != null ? Step.PLAN : matcher.group(4) != null ? Step.FINISH : Step.CHUNK;
    return new AttemptId(
        new JobId(Long.parseLong(matcher.group(1))),
        step,
        step == Step.CHUNK ? Integer.parseInt(matcher.group(2)) : 0,
        Integer.parseInt(matcher.group(5)));
  }

  /** What it is a try of: {@code job-17.chunk-42}, {@code job-17.plan}. */
  public String subject() {
    return switch (step) {
      case PLAN -> job + ".plan";
      case FINISH -> job + ".finish";
      case CHUNK -> job + ".chunk-" + chunk;
    };
  }

  /**
   * As PostgreSQL's {@code application_name}: {@code foray:17:42:3}, with p and f for plan and
   * finish; under 63 bytes.
   */
  public String applicationName() {
    String what =
        switch (step) {
          case PLAN -> "p";
          case FINISH -> "f";
          case CHUNK -> Integer.toString(chunk);
        };
    return "foray:" + job.number() + ":" + what + ":" + number;
  }

  @Override
  public String toString() {
    return subject() + ".attempt-" + number;
  }
}

package dev.foray.api;

/**
 * The job's code asks for something that can't work however often it is tried: an entity in a pair,
 * a commit inside {@code write}, a parameter that is missing. The message says what to do. Foray
 * fails the chunk for good, without another attempt; a job may throw it to get the same.
 */
public final class JobMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobMistake(String message) {
    super(message);
  }

  public JobMistake(String message, Throwable cause) {
    super(message, cause);
  }
}

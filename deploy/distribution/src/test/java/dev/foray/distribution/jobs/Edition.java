package dev.foray.distribution.jobs;

/** A class of a job's that a test changes from one release to the next. */
final class Edition {
  private Edition() {}

  static String name() {
    return "edition 1";
  }
}

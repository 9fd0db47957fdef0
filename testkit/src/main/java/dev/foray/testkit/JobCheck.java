package dev.foray.testkit;

/** What {@link JobTest#check} can find wrong with a job that runs without a failure. */
public enum JobCheck {
  /** Pairs hold plain values: what an entity or a proxy holds is gone with its session. */
  PLAIN_VALUES(
      "puts something into its pairs that is no plain value",
      "emit numbers, strings, dates and records of those"),

  /** The result is the same with one thread that maps and with eight. */
  MAP_THREADS(
      "maps otherwise in eight threads than in one",
      "keep what map works with in variables of the method, and let combiner not care for the"
          + " order"),

  /** The result is the same when each chunk is killed once, before its commit, and run again. */
  KILLED_CHUNK(
      "counts a chunk twice that is killed and run again",
      "write through the session that write is given, which is rolled back, and through nothing"
          + " else"),

  /**
   * The result is the same in more and smaller chunks, in one, and with a write buffer that is full
   * at once. Only a plan by {@code keyRanges} can be cut otherwise.
   */
  CHUNK_SIZES(
      "depends on how its input is cut",
      "let write add to what is there, since a key comes once for each chunk or more often"),

  /** The result is the same when the last chunk runs first. */
  CHUNK_ORDER(
      "depends on the order of its chunks",
      "let write give the same whichever chunk comes first, such as a sum or a greatest value"),

  /** What is written goes through the session that the method was given. */
  GIVEN_SESSION(
      "writes outside the session that it is given",
      "open no connection and no session of its own: what goes there is not rolled back with the"
          + " chunk");

  private final String wrong;
  private final String remedy;

  JobCheck(String wrong, String remedy) {
    this.wrong = wrong;
    this.remedy = remedy;
  }

  /** One sentence: what is wrong, by what it was seen, what to do. */
  String finding(String job, String seen) {
    return job + " " + wrong + " (" + seen + "): " + remedy;
  }
}

package dev.foray.protocol;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a chunk-runner needs for one attempt. The Master makes it, the Worker hands it to the
 * runner's standard input; secrets travel nowhere else.
 *
 * @param epoch the Master's, so that an older Master's order is refused
 * @param master where the runner reports
 * @param identity as whom, in PEM, with its key; empty where there is no Master to report to
 * @param chunk what to run; null where the step is PLAN or FINISH
 * @param jvm what becomes of the JVM that carries it out
 */
public record Order(
    AttemptId attempt,
    long epoch,
    Endpoint master,
    Secret identity,
    Job job,
    Code code,
    Database database,
    Settings settings,
    @Nullable ChunkSpec chunk,
    Jvm jvm)
    implements Serializable {

  /** With a JVM of its own, and nothing said of what follows. */
  public Order(
      AttemptId attempt,
      long epoch,
      Endpoint master,
      Secret identity,
      Job job,
      Code code,
      Database database,
      Settings settings,
      @Nullable ChunkSpec chunk) {
    this(attempt, epoch, master, identity, job, code, database, settings, chunk, Jvm.OF_ITS_OWN);
  }

  /** The same in another JVM. */
  public Order withJvm(Jvm other) {
    return new Order(attempt, epoch, master, identity, job, code, database, settings, chunk, other);
  }

  /** The same with its jars elsewhere. */
  public Order withJars(List<Jar> jars) {
    return withCode(jars, code.archive);
  }

  /**
   * The same with another class-data archive.
   *
   * @param archive its path on the host that starts the runner; null: none
   */
  public Order withArchive(@Nullable String archive) {
    return withCode(code.jars, archive);
  }

  private Order withCode(List<Jar> jars, @Nullable String archive) {
    Code other =
        new Code(
            code.release,
            jars,
            code.entities,
            code.bytecodeProvider,
            archive,
            code.hibernate,
            code.heapMegabytes,
            code.jvmOptions);
    return new Order(attempt, epoch, master, identity, job, other, database, settings, chunk, jvm);
  }

  /**
   * @param submittedAt the same in every attempt
   * @param dryRunChunks how many chunks of the plan a dry run works on; 0: it is in earnest; {@link
   *     #PLAN_ALONE}: on none
   * @param timeZone such as {@code Europe/Vienna}; locale as a language tag; encoding such as
   *     {@code UTF-8}: those of the moment of submission
   */
  public record Job(
      String jobClass,
      Instant submittedAt,
      int dryRunChunks,
      List<NamedText> parameters,
      List<NamedSecret> secrets,
      String timeZone,
      String locale,
      String encoding)
      implements Serializable {
    /** In place of a number of chunks: the plan is made and rolled back, and no chunk is tried. */
    public static final int PLAN_ALONE = -1;

    /** Whether what it writes is rolled back. */
    public boolean dryRun() {
      return dryRunChunks != 0;
    }
  }

  /**
   * @param release the release's id, a SHA-256 over its jars
   * @param jars the job's class path, in its order
   * @param entities class names found in the jars: entities, embeddables, mapped superclasses,
   *     converters
   * @param bytecodeProvider whether Hibernate needs its byte-code provider: true where an entity
   *     has a lazy to-one
   * @param archive path of a class-data archive for this class path; null: none
   * @param hibernate {@code hibernate.*} settings passed through
   * @param heapMegabytes the runner's {@code -Xmx}
   * @param jvmOptions further options for the runner's JVM
   */
  public record Code(
      String release,
      List<Jar> jars,
      List<String> entities,
      boolean bytecodeProvider,
      @Nullable String archive,
      List<NamedText> hibernate,
      int heapMegabytes,
      List<String> jvmOptions)
      implements Serializable {}

  /**
   * A jar of the job's class path, known by its SHA-256 (lower-case hex); {@code path} is where it
   * lies on this host.
   */
  public record Jar(String name, String sha256, long bytes, String path) implements Serializable {}

  /** Where the job's data and the ledger are. */
  public record Database(String url, @Nullable String user, Secret password)
      implements Serializable {}

  /** The settings that hold for this attempt, every one with a value. */
  public record Settings(
      int mapThreads,
      int mapRetries,
      int attempts,
      long attemptTimeoutMillis,
      int maxSkipped,
      int maxRunningChunks,
      int writeBuffer,
      int batchSize,
      int fetchSize)
      implements Serializable {}

  /**
   * What becomes of the JVM.
   *
   * @param chunks how many it may carry out, one after the other; each ends it that does not commit
   * @param followed whether more of this job waits than there are slots, so that it is worth while
   *     to start the next JVM beforehand
   * @param brief whether what it is to do will be over before code that is optimized would pay
   */
  public record Jvm(int chunks, boolean followed, boolean brief) implements Serializable {
    public static final Jvm OF_ITS_OWN = new Jvm(1, false, false);
  }

  /**
   * One chunk of the frozen plan. At most one of item and range is set; rows only beside a range.
   *
   * @param count chunks of the plan
   */
  public record ChunkSpec(
      int index,
      int count,
      @Nullable String item,
      @Nullable Range range,
      @Nullable Rows rows,
      Care care)
      implements Serializable {

    /** Without anything known of earlier attempts. */
    public ChunkSpec(
        int index, int count, @Nullable String item, @Nullable Range range, @Nullable Rows rows) {
      this(index, count, item, range, rows, Care.NONE);
    }
  }

  /**
   * What an attempt at a chunk does because of those before it.
   *
   * @param traced whether it leaves a trace of the pairs in {@code map}: a JVM has died at this
   *     chunk
   * @param suspects pairs that were in {@code map} when one did, at most 32; they are mapped one by
   *     one, after the others
   * @param setAsideOnly whether it runs only the pairs that the ledger has as set aside: the others
   *     are committed
   */
  public record Care(boolean traced, List<Suspect> suspects, boolean setAsideOnly)
      implements Serializable {
    public static final Care NONE = new Care(false, List.of(), false);
  }

  /**
   * A pair that may end the JVM, known by its key's text.
   *
   * @param cause how the JVM ended when the pair was mapped alone; null: it was not yet
   */
  public record Suspect(String key, @Nullable String cause) implements Serializable {}

  /** A range of keys as text; type is null where both ends are open. */
  public record Range(
      @Nullable String type, @Nullable String from, @Nullable String to, boolean toIncluded)
      implements Serializable {}

  /** The entity that {@code keyRanges} cut, by which attribute, under which HQL condition. */
  public record Rows(String entity, String key, @Nullable String where, List<TypedText> parameters)
      implements Serializable {}
}

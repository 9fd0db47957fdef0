package dev.foray.master.ledger;

import dev.foray.protocol.Order;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list of jars, and what was found in them.
 *
 * @param id SHA-256 over the jars' names and hashes, in lower-case hex
 * @param jars in the order of the class path; {@code path} is where each lies in the Master's data
 *     directory
 * @param jobClasses class names that implement MapReduceJob
 * @param entities entities, embeddables, mapped superclasses and converters
 * @param version what its project calls it; null: nobody said
 * @param givenBy who deployed it first; null: jobs were submitted with its jars
 */
public record Release(
    String id,
    Instant createdAt,
    List<Order.Jar> jars,
    List<String> jobClasses,
    List<String> entities,
    boolean bytecodeProvider,
    @Nullable String version,
    @Nullable String givenBy) {

  /** Of jars that a job is submitted with. */
  public Release(
      String id,
      Instant createdAt,
      List<Order.Jar> jars,
      List<String> jobClasses,
      List<String> entities,
      boolean bytecodeProvider) {
    this(id, createdAt, jars, jobClasses, entities, bytecodeProvider, null, null);
  }

  /** The same with its jars elsewhere. */
  public Release withJars(List<Order.Jar> others) {
    return new Release(
        id, createdAt, others, jobClasses, entities, bytecodeProvider, version, givenBy);
  }
}

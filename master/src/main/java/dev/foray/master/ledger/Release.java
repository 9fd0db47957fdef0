package dev.foray.master.ledger;

import dev.foray.protocol.Order;
import java.time.Instant;
import java.util.List;

/**
 * An immutable list of jars, and what was found in them.
 *
 * @param id SHA-256 over the jars' names and hashes, in lower-case hex
 * @param jars in the order of the class path; {@code path} is where each lies in the Master's data
 *     directory
 * @param jobClasses class names that implement MapReduceJob
 * @param entities entities, embeddables, mapped superclasses and converters
 */
public record Release(
    String id,
    Instant createdAt,
    List<Order.Jar> jars,
    List<String> jobClasses,
    List<String> entities,
    boolean bytecodeProvider) {}

/**
 * A node's process that only says and enters what workers and runners would, with no JVM a chunk.
 */
@NullMarked
package dev.foray.benchmarks.completions;

import org.jspecify.annotations.NullMarked;

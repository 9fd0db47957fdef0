/**
 * A node's process in which every chunk runs twice: as its order says, and without what makes it
 * count once. The difference is what the promise costs.
 */
@NullMarked
package dev.foray.benchmarks.fence;

import org.jspecify.annotations.NullMarked;

/**
 * A comparison: contestants that do the same work in turns on one PostgreSQL, what was measured,
 * and how it is shown.
 */
@NullMarked
package dev.foray.benchmarks.compare;

import org.jspecify.annotations.NullMarked;

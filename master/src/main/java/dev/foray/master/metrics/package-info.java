/**
 * What the Master can be measured by, as Prometheus reads it. Nothing here decides anything, and
 * without {@code metrics-bind} none of it is there. What stands in the ledger and the roster is
 * read when somebody asks; only what nobody stores is counted where it happens.
 */
@NullMarked
package dev.foray.master.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * The loops that every pair of a chunk passes, each alone and without a database, and the wire that
 * an order takes: {@code benchmarks/run loops}.
 */
@NullMarked
package dev.foray.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

/** The benchmarks' work by Spark in one process with two threads. */
@NullMarked
package dev.foray.benchmarks.spark;

import org.jspecify.annotations.NullMarked;

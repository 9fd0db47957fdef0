/** The benchmarks' work by Spring Batch: partitioned steps on two threads. */
@NullMarked
package dev.foray.benchmarks.spring;

import org.jspecify.annotations.NullMarked;

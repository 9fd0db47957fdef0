/** The entities and jobs that are timed. */
@NullMarked
package dev.foray.benchmarks.model;

import org.jspecify.annotations.NullMarked;

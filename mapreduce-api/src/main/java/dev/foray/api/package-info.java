/**
 * What a job author sees: one interface to implement, {@link dev.foray.api.MapReduceJob}, and the
 * values that it works with.
 */
@NullMarked
package dev.foray.api;

import org.jspecify.annotations.NullMarked;

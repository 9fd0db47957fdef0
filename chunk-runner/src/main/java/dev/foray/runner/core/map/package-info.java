/** The second stage of a chunk: the threads that call {@code map}, and what a call may put out. */
@NullMarked
package dev.foray.runner.core.map;

import org.jspecify.annotations.NullMarked;

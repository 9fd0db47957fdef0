/**
 * The chunk-runner's process: from its order on standard input to its exit code. Made by a Worker
 * for a chunk, by the Master for {@code plan} and {@code finish}; it ends when that one does.
 */
@NullMarked
package dev.foray.runner.boot;

import org.jspecify.annotations.NullMarked;

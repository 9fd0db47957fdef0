/**
 * One attempt, from any driver: read, map, write, fence, commit. Knows nothing of RMI and of
 * processes; the chunk-runner's process, the test kit and others drive it.
 */
@NullMarked
package dev.foray.runner.core;

import org.jspecify.annotations.NullMarked;

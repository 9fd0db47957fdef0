/**
 * The daemon of a node: takes orders from the Master, forks a chunk-runner for each, and reports
 * how it ended. {@code slots} holds what runs, {@code process} forks it, {@code report} talks to
 * the Master.
 */
@NullMarked
package dev.foray.worker;

import org.jspecify.annotations.NullMarked;

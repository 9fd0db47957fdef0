/**
 * The Master's process: its settings, its wiring, its end. The stages that a job goes through are
 * its packages.
 */
@NullMarked
package dev.foray.master;

import org.jspecify.annotations.NullMarked;

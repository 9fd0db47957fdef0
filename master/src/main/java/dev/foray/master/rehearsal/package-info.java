/**
 * Class-data archives by which Masters, workers and commands start faster: made once, in the
 * background, from what a second set of these processes loads.
 */
@NullMarked
package dev.foray.master.rehearsal;

import org.jspecify.annotations.NullMarked;

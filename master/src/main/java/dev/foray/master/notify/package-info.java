/**
 * Tells people of their jobs: of the end, of one that stands still, of a budget that is nearly
 * spent. What is to be told is stored first, and then tried until it arrives or is given up, on a
 * thread of its own: no job waits for any of it.
 */
@NullMarked
package dev.foray.master.notify;

import org.jspecify.annotations.NullMarked;

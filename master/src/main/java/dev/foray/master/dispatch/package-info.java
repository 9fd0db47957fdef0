/**
 * From a chunk that is READY to an attempt on a worker: who is there, who has a free slot, who
 * takes what.
 */
@NullMarked
package dev.foray.master.dispatch;

import org.jspecify.annotations.NullMarked;

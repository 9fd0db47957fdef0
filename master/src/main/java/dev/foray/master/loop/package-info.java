/** The Master's loops: one named thread each, woken by events, with a timer as the net. */
@NullMarked
package dev.foray.master.loop;

import org.jspecify.annotations.NullMarked;

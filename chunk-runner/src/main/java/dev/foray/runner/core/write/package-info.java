/** The third stage of a chunk: pairs folded, held, put in order, and written by one thread. */
@NullMarked
package dev.foray.runner.core.write;

import org.jspecify.annotations.NullMarked;

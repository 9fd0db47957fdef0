/** The first stage of a chunk: what it covers, and the thread that streams its pairs. */
@NullMarked
package dev.foray.runner.core.read;

import org.jspecify.annotations.NullMarked;

/**
 * How a chunk-runner is forked: its command line, its order over standard input, its bounded log,
 * its end. The Master does it for {@code plan} and {@code finish}, a Worker for chunks.
 */
@NullMarked
package dev.foray.launch;

import org.jspecify.annotations.NullMarked;

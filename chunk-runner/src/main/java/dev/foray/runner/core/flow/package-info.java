/**
 * What the stages of a chunk share: the queue between them, the counts, and the one signal that
 * stops them.
 */
@NullMarked
package dev.foray.runner.core.flow;

import org.jspecify.annotations.NullMarked;

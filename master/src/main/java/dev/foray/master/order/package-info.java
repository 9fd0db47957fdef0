/**
 * What a chunk-runner is told: the order for one attempt, made from the job's row, its release and
 * its settings.
 */
@NullMarked
package dev.foray.master.order;

import org.jspecify.annotations.NullMarked;

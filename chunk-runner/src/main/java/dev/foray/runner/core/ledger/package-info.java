/**
 * The runner's own statements: the check that an attempt is current, the rows beside the output,
 * the fence.
 */
@NullMarked
package dev.foray.runner.core.ledger;

import org.jspecify.annotations.NullMarked;

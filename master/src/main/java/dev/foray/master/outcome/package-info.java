/**
 * What becomes of an attempt that ended, and of its job: decided from the ledger's row, never from
 * a report.
 */
@NullMarked
package dev.foray.master.outcome;

import org.jspecify.annotations.NullMarked;

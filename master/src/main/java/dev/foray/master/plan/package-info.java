/**
 * The stages that run once for a job, on the Master's host: {@code plan} before the chunks, {@code
 * finish} behind them.
 */
@NullMarked
package dev.foray.master.plan;

import org.jspecify.annotations.NullMarked;

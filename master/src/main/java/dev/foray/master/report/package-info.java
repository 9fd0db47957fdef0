/** Adds up, for a report, what became of a job: its time, its failures, its nodes. */
@NullMarked
package dev.foray.master.report;

import org.jspecify.annotations.NullMarked;

/** Turns what is known of a job into a page to keep: records to text, without files or printing. */
@NullMarked
package dev.foray.cli.report;

import org.jspecify.annotations.NullMarked;

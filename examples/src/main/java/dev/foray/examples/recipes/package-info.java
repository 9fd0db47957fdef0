/**
 * Recipes for tables of a team's own, as {@code docs/writing-a-job.md} shows them: fill a column,
 * add up, read by a query.
 */
@NullMarked
package dev.foray.examples.recipes;

import org.jspecify.annotations.NullMarked;

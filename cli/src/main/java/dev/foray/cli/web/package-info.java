/**
 * The page that {@code master web} serves to a browser on the same machine: what a console shows.
 */
@NullMarked
package dev.foray.cli.web;

import org.jspecify.annotations.NullMarked;

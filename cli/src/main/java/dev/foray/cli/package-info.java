/** What people type: one class for each command, a client of the Master like any other. */
@NullMarked
package dev.foray.cli;

import org.jspecify.annotations.NullMarked;

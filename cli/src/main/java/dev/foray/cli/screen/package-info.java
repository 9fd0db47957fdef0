/** What people see: the terminal, tables, numbers, and the wording of all of it. */
@NullMarked
package dev.foray.cli.screen;

import org.jspecify.annotations.NullMarked;

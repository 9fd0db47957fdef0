/** The screen that stays open: what is seen, how it is drawn, and the terminal that it is on. */
@NullMarked
package dev.foray.cli.console;

import org.jspecify.annotations.NullMarked;

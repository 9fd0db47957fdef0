package dev.foray.cli.console;

/** Something that is wanted of the Master once, beside what is on the screen. */
sealed interface Errand permits Deed, Inquiry {}

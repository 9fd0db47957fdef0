/** A console at work, seen from outside: the terminal that it draws on, and what it costs. */
@NullMarked
package dev.foray.benchmarks.console;

import org.jspecify.annotations.NullMarked;

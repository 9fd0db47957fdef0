/** What locked doors cost: calls and jars over mutual TLS, beside plain ones. */
@NullMarked
package dev.foray.benchmarks.doors;

import org.jspecify.annotations.NullMarked;

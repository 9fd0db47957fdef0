/**
 * A job in one process, for JUnit: the real core plans, runs each chunk and finishes, on H2 in
 * memory unless told otherwise, so that a breakpoint in {@code map} stops where it should.
 */
@NullMarked
package dev.foray.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * The account as it stands: what can be launched, what was launched, what state it is in by the
 * clock, and what it costs. Knows how an instance is run by the port in {@code machine} only.
 */
@NullMarked
package dev.foray.fakeec2.cloud;

import org.jspecify.annotations.NullMarked;

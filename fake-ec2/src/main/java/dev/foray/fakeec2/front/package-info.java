/**
 * The way of a request through the door: signature, faults on order, throttles, permissions, the
 * action, the record of it.
 */
@NullMarked
package dev.foray.fakeec2.front;

import org.jspecify.annotations.NullMarked;

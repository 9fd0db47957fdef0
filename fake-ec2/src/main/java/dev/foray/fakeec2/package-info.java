/**
 * EC2 on one machine, for tests: {@link dev.foray.fakeec2.FakeEc2} is what a test starts, asks and
 * breaks.
 */
@NullMarked
package dev.foray.fakeec2;

import org.jspecify.annotations.NullMarked;

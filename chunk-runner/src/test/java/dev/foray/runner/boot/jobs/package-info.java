/** Jobs that behave and jobs that don't, for runners that are really forked. */
@org.jspecify.annotations.NullMarked
package dev.foray.runner.boot.jobs;

/**
 * The training run behind a class-data archive: does in small, on a database in memory, what every
 * runner of a release does, so that the JVM can keep the classes that it loads.
 */
@NullMarked
package dev.foray.runner.training;

import org.jspecify.annotations.NullMarked;

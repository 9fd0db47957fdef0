/** Which values may stand in a pair, and how the parts of a record are reached. */
@NullMarked
package dev.foray.runner.core.plain;

import org.jspecify.annotations.NullMarked;

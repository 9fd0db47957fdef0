/** The same work as programs by hand would do it: what Foray is compared with. */
@NullMarked
package dev.foray.benchmarks.plain;

import org.jspecify.annotations.NullMarked;

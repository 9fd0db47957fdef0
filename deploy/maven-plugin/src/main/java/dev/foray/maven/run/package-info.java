/** A job in Maven's own process. */
@NullMarked
package dev.foray.maven.run;

import org.jspecify.annotations.NullMarked;

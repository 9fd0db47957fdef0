/** Where the Master is, as whom one calls it, and what one says to it. */
@NullMarked
package dev.foray.maven.door;

import org.jspecify.annotations.NullMarked;

/** What the archive holds, run as people run it. */
@NullMarked
package dev.foray.distribution;

import org.jspecify.annotations.NullMarked;

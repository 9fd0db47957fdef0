/** Following a job to its end. */
@NullMarked
package dev.foray.cli.follow;

import org.jspecify.annotations.NullMarked;

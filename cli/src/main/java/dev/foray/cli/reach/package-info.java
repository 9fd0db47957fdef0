/** How a command finds the Master and speaks with it; the only place here that sees RMI. */
@NullMarked
package dev.foray.cli.reach;

import org.jspecify.annotations.NullMarked;

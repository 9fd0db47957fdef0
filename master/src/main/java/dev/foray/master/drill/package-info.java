/** Points at which a test has the Master die. */
@NullMarked
package dev.foray.master.drill;

import org.jspecify.annotations.NullMarked;

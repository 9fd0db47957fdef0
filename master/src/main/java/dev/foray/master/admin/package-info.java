/** What the CLI asks: thin endpoints, and the views that they answer with. */
@NullMarked
package dev.foray.master.admin;

import org.jspecify.annotations.NullMarked;

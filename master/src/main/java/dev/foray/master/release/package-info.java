/**
 * The code that jobs run: jars kept by their content, and what is found in them without loading a
 * class. A job is pinned to the release that it was submitted with.
 */
@NullMarked
package dev.foray.master.release;

import org.jspecify.annotations.NullMarked;

/**
 * A release on its way to the Master: which jars it lacks, those alone, and the list that makes a
 * release of them. Used by the CLI and by the Maven plugin.
 */
@NullMarked
package dev.foray.shipping;

import org.jspecify.annotations.NullMarked;

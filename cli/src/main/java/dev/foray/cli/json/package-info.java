/** What programs see: the same answers as JSON, under names that stay. */
@NullMarked
package dev.foray.cli.json;

import org.jspecify.annotations.NullMarked;

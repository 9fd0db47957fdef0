/** What is lost with the Master's host and stands in no database: copied away, and put back. */
@NullMarked
package dev.foray.cli.backup;

import org.jspecify.annotations.NullMarked;

/**
 * The ledger's tables as SQL, for whoever does not have a Master make them: the statements, and
 * what a database role of their own lets chunk-runners do there.
 */
@NullMarked
package dev.foray.schema;

import org.jspecify.annotations.NullMarked;

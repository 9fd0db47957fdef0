/**
 * The nodes: how many are wanted, how each one goes from its request to its end, and where they
 * come from. A row stands in the ledger before a node is launched, so none is ever forgotten.
 */
@NullMarked
package dev.foray.master.fleet;

import org.jspecify.annotations.NullMarked;

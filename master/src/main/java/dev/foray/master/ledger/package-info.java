/**
 * The ledger: the only part of the Master that sees the database. Entities stay in this package;
 * what leaves it are records. Every change of a state is a compare-and-set that tells whether it
 * happened.
 */
@NullMarked
package dev.foray.master.ledger;

import org.jspecify.annotations.NullMarked;

/**
 * What crosses between Foray's processes: the remote interfaces, one for each direction and
 * purpose, the small records that they carry, and the states that stand in the ledger.
 */
@NullMarked
package dev.foray.protocol;

import org.jspecify.annotations.NullMarked;

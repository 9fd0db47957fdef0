/**
 * What nodes cost, what jobs have cost, and when the budget of one is used up. The prices come from
 * the settings, or from the fleet; what is billed stands in the ledger.
 */
@NullMarked
package dev.foray.master.bill;

import org.jspecify.annotations.NullMarked;

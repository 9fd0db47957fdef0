/** What runs on this node: as many attempts at once as there are slots, until it drains. */
@NullMarked
package dev.foray.worker.slots;

import org.jspecify.annotations.NullMarked;

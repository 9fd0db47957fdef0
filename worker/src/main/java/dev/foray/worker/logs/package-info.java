/** How the logs of ended attempts come to the Master before the node ends. */
@NullMarked
package dev.foray.worker.logs;

import org.jspecify.annotations.NullMarked;

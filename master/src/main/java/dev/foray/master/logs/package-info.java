/** Logs of attempts whose node may be gone: kept on the Master's host, within bounds. */
@NullMarked
package dev.foray.master.logs;

import org.jspecify.annotations.NullMarked;

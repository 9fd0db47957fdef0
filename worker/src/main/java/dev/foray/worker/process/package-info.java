/** One attempt as this node sees it: a process, its code, its directory, its log. */
@NullMarked
package dev.foray.worker.process;

import org.jspecify.annotations.NullMarked;

/** What the worker tells: the Master by calls, people by its log. */
@NullMarked
package dev.foray.worker.report;

import org.jspecify.annotations.NullMarked;

/**
 * How an attempt's failure is named: which kind it is, and one sentence in place of a poor message.
 */
@NullMarked
package dev.foray.runner.core.failure;

import org.jspecify.annotations.NullMarked;

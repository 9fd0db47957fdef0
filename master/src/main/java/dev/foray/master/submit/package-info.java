/**
 * Where a job begins: a submission is checked, its jars are kept, its class is found, its settings
 * are read, and its row is written, ACCEPTED. What can be refused is refused here, in one sentence.
 */
@NullMarked
package dev.foray.master.submit;

import org.jspecify.annotations.NullMarked;

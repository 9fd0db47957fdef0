/**
 * A session over the job's database, as the job's code gets it: its transaction is the runner's.
 */
@NullMarked
package dev.foray.runner.core.session;

import org.jspecify.annotations.NullMarked;

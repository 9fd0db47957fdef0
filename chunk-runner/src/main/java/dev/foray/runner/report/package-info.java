/** What an attempt tells the Master while it runs, and what its process says in its log. */
@NullMarked
package dev.foray.runner.report;

import org.jspecify.annotations.NullMarked;

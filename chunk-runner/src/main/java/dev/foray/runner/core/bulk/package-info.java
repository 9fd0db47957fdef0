/** What is behind an author's {@link dev.foray.api.BulkInsert}: many rows by few statements. */
@NullMarked
package dev.foray.runner.core.bulk;

import org.jspecify.annotations.NullMarked;

/** How fast and how big, each as a ratio within one run. */
@NullMarked
package dev.foray.benchmarks;

import org.jspecify.annotations.NullMarked;

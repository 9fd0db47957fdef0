/**
 * What Maven calls: the goals, and the extension that binds one of them to {@code deploy}. The jars
 * are chosen in {@code jars}, the Master is found and asked in {@code door}, a job runs in this
 * process in {@code run}.
 */
@NullMarked
package dev.foray.maven;

import org.jspecify.annotations.NullMarked;

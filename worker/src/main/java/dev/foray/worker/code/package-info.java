/**
 * The jars of the jobs that run here, known by their SHA-256: fetched from the Master, verified,
 * kept for the next attempt.
 */
@NullMarked
package dev.foray.worker.code;

import org.jspecify.annotations.NullMarked;

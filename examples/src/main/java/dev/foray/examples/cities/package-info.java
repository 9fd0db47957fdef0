/**
 * Three jobs on 135,233 real places: load a file, count with an upsert that adds, compute with
 * every core.
 */
@NullMarked
package dev.foray.examples.cities;

import org.jspecify.annotations.NullMarked;

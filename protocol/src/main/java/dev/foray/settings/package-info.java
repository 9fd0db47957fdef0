/**
 * Settings in layers: the command line over {@code FORAY_*} variables over {@code foray.properties}
 * in the data directory.
 */
@NullMarked
package dev.foray.settings;

import org.jspecify.annotations.NullMarked;

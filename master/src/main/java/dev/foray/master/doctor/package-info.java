/**
 * What {@code master doctor} looks at before a Master is started, and beside one that runs: a small
 * class for each thing, which is told what it looks at and changes nothing.
 */
@NullMarked
package dev.foray.master.doctor;

import org.jspecify.annotations.NullMarked;

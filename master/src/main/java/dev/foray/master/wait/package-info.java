/** What a job may wait for, in words. Every stage that holds a job back says so by one of these. */
@NullMarked
package dev.foray.master.wait;

import org.jspecify.annotations.NullMarked;

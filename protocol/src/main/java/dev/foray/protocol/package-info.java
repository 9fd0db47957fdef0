@NullMarked
package dev.foray.protocol;

import org.jspecify.annotations.NullMarked;

/** The metadata service as instances see it, version 2: tokens, paths, documents. */
@NullMarked
package dev.foray.fakeec2.imds;

import org.jspecify.annotations.NullMarked;

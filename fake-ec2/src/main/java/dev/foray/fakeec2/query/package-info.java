/**
 * What a request says and how an answer looks, of any service that speaks the Query protocol:
 * signatures, parameters as documented, errors, XML. Knows nothing of instances.
 */
@NullMarked
package dev.foray.fakeec2.query;

import org.jspecify.annotations.NullMarked;

package dev.foray.transport;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/** What a filter is told of a stream at one moment. */
record StreamSoFar(
    @Nullable Class<?> serialClass, long arrayLength, long depth, long references, long streamBytes)
    implements ObjectInputFilter.FilterInfo {}

package dev.foray.protocol;

import java.io.Serializable;

/**
 * A piece of a log.
 *
 * @param text whole UTF-8 characters
 * @param nextOffset where the next piece begins, in bytes
 * @param ended nothing follows, now or later
 */
public record LogPiece(String text, long nextOffset, boolean ended) implements Serializable {}

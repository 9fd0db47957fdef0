package dev.foray.protocol;

import java.io.Serializable;

/** A named value, frozen as text with its type, such as {@code since, LocalDate, 2026-11-24}. */
public record TypedText(String name, String type, String text) implements Serializable {}

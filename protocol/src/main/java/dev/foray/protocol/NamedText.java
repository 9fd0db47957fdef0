package dev.foray.protocol;

import java.io.Serializable;

/** A name and a text: a parameter, a setting. */
public record NamedText(String name, String text) implements Serializable {}

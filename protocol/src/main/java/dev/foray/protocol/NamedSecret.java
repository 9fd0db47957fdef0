package dev.foray.protocol;

import java.io.Serializable;

/** A name and a secret that the job's code may ask for. */
public record NamedSecret(String name, Secret secret) implements Serializable {}

package dev.foray.examples.cities;

/** The big city nearest to a place, and how far away it is. */
public record Nearest(long geonameId, double km) {}

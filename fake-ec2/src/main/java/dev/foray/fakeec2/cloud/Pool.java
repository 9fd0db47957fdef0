package dev.foray.fakeec2.cloud;

/** Where room is found or not: a type in a zone. */
public record Pool(String type, String zone) {}

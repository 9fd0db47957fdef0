package dev.foray.fakeec2.cloud;

import java.util.List;

/** What an instant fleet came to. Immutable. */
public record Fleet(String id, List<Part> launched, List<Failure> errors) {

  /** What was launched in one of the ways. */
  public record Part(Candidate candidate, Market market, String type, List<String> instanceIds) {}

  /** Why nothing, or too little, was launched in one of the ways. */
  public record Failure(Candidate candidate, Market market, String code, String message) {}
}

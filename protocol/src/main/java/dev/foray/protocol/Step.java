package dev.foray.protocol;

/** What an attempt is a try of. */
public enum Step {
  PLAN,
  CHUNK,
  FINISH
}

package dev.foray.master.doctor;

/** One thing that is looked at. For one thread. */
public interface Check {

  /** What it is of, in a word or two. */
  String subject();

  Finding look();
}

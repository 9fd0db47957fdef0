package dev.foray.benchmarks.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What the word counts read. */
@Entity
public class Note {
  @Id long id;
  String text = "";

  /** For Hibernate. */
  protected Note() {}
}

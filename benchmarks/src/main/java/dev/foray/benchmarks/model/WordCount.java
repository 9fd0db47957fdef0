package dev.foray.benchmarks.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What the word counts write. */
@Entity
@Table(name = "word_count")
public class WordCount {
  @Id String word = "";
  long n;

  /** For Hibernate. */
  protected WordCount() {}
}

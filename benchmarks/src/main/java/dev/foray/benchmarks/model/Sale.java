package dev.foray.benchmarks.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity without associations. */
@Entity
public class Sale {
  @Id long id;
  long cents;

  /** For Hibernate. */
  protected Sale() {}
}

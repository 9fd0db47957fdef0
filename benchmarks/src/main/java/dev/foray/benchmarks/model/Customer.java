package dev.foray.benchmarks.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a {@link Purchase} refers to. */
@Entity
public class Customer {
  @Id long id;
  String name = "";

  /** For Hibernate. */
  protected Customer() {}

  public long getId() {
    return id;
  }
}

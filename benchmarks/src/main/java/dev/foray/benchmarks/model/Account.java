package dev.foray.benchmarks.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What the backfill reads. */
@Entity
public class Account {
  @Id long id;
  String email = "";

  /** For Hibernate. */
  protected Account() {}

  public long getId() {
    return id;
  }

  public String getEmail() {
    return email;
  }
}

package dev.foray.runner.boot.jobs;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What {@link Numbers} writes. */
@Entity
public class Total {
  @Id String name;
  int n;

  /** For Hibernate. */
  protected Total() {
    this("", 0);
  }

  Total(String name, int n) {
    this.name = name;
    this.n = n;
  }
}

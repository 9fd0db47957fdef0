package dev.foray.benchmarks.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What is written. */
@Entity
public class Total {
  static final String ADD =
      "insert into Total (id, cents) values (:id, :cents)"
          + " on conflict (id) do update set cents = cents + excluded.cents";

  @Id long id;
  long cents;

  /** For Hibernate. */
  protected Total() {}
}

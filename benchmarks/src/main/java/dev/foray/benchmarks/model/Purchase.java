package dev.foray.benchmarks.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** An entity with a lazy to-one: reading it needs Hibernate's byte-code provider. */
@Entity
public class Purchase {
  @Id long id;
  long cents;

  @ManyToOne(fetch = FetchType.LAZY)
  @Nullable Customer customer;

  /** For Hibernate. */
  protected Purchase() {}
}

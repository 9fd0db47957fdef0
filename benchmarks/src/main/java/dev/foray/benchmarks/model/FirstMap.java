package dev.foray.benchmarks.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** When a chunk's map began, in microseconds since 1970. */
@Entity
@Table(name = "first_map")
public class FirstMap {
  @Id
  @Column(name = "chunk_index")
  int chunkIndex;

  long micros;

  /** For Hibernate. */
  protected FirstMap() {}

  FirstMap(int chunkIndex, long micros) {
    this.chunkIndex = chunkIndex;
    this.micros = micros;
  }
}

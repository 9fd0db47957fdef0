package dev.foray.runner.core;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Attempts at a job's steps on a database of their own, which each kind of database runs. */
@Timeout(120)
abstract class AttemptsCase {
  TestDatabase database;
  Attempts attempts;

  abstract TestDatabase newDatabase();

  @BeforeEach
  final void open() {
    database = newDatabase();
    attempts = new Attempts(database);
  }
}

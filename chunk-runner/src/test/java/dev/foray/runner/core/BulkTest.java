package dev.foray.runner.core;

class BulkTest extends BulkContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}

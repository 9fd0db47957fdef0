package dev.foray.runner.core;

class RangesIT extends RangesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }
}

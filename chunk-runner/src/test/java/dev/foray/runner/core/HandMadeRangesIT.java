package dev.foray.runner.core;

class HandMadeRangesIT extends HandMadeRangesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }
}

package dev.foray.runner.core;

class RangesTest extends RangesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}

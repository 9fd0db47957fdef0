package dev.foray.runner.core;

class HandMadeRangesTest extends HandMadeRangesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}

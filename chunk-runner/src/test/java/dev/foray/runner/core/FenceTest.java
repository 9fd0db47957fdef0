package dev.foray.runner.core;

class FenceTest extends FenceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}

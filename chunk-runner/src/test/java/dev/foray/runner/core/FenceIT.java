package dev.foray.runner.core;

class FenceIT extends FenceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }
}

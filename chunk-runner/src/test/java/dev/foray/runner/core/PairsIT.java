package dev.foray.runner.core;

class PairsIT extends PairsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }
}

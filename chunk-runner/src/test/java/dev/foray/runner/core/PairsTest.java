package dev.foray.runner.core;

class PairsTest extends PairsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}

package dev.foray.runner.core;

class GuardIT extends GuardContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }
}

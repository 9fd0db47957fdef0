package dev.foray.runner.core;

class GuardTest extends GuardContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}

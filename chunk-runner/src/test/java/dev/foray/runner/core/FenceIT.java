package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FenceIT extends FenceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }

  @Test
  void commitIsSafeFromACrashThoughTheServerDoesNotWaitForItsDisk() {
    database.execute("create table setting (was text)");
    assertThat(database.value("show synchronous_commit")).isEqualTo("off");

    attempts.planAndChunk(
        LambdaJob.job()
            .writeSql("insert into setting values (current_setting('synchronous_commit'))"));

    assertThat(database.rows("select distinct was from setting")).containsExactly("on");
  }
}

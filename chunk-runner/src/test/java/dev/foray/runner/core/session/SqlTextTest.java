package dev.foray.runner.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "select * from t | OTHER",
        "  (select 1) | OTHER",
        "COMMIT | TRANSACTION",
        "/* a; b */ -- c | OTHER",
        "/* commit */ rollback | TRANSACTION",
        "rollback to savepoint s | OTHER",
        "rollback to s | OTHER",
        "rollback and chain | TRANSACTION",
        "savepoint s | OTHER",
        "start transaction | TRANSACTION",
        "set transaction read write | TRANSACTION",
        "set session characteristics as transaction read write | TRANSACTION",
        "set local work_mem = '1MB' | OTHER",
        "prepare transaction 'x' | TRANSACTION",
        "create table t (id int) | DEFINITION",
        "truncate t | DEFINITION",
        "insert into t values (1) | CHANGE",
        "with a as (select 1) select * from a | OTHER",
        "with a as (select 1), b(n) as (select 2) update t set n = 1 | CHANGE",
        "with recursive a as (delete from x returning *) select * from a | OTHER",
        "select 'commit; drop' | OTHER",
        "select \"commit;\" from t | OTHER",
        "select $$; commit; $$ | OTHER",
        "select $a$; commit; $$ ; $a$ | OTHER",
        "select $1 from t | OTHER",
        "{call f(?)} | OTHER",
      })
  void oneStatementDoes(String sql, SqlVerb verb) {
    assertThat(SqlText.verbs(sql)).allMatch(each -> each == verb);
  }

  @Test
  void eachStatementIsSeen() {
    assertThat(SqlText.verbs("update t set n = 1; ; /* ; */ commit; select ';'"))
        .containsExactly(SqlVerb.CHANGE, SqlVerb.TRANSACTION, SqlVerb.OTHER);
  }

  @Test
  void whatHasNoEndEndsWithTheText() {
    assertThat(SqlText.verbs("select 'open")).containsExactly(SqlVerb.OTHER);
    assertThat(SqlText.verbs("/* open")).isEmpty();
    assertThat(SqlText.verbs("select $")).containsExactly(SqlVerb.OTHER);
  }
}

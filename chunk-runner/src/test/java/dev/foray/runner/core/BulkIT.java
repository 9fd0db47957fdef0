package dev.foray.runner.core;

import static dev.foray.api.BulkInsert.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.BulkInsert;
import dev.foray.api.BulkRow;
import dev.foray.protocol.FailureKind;
import dev.foray.schema.RolesScript;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkIT extends BulkContract {
  private static final String ROLE = "foray_runner";

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }

  @AfterEach
  void grantAgain() {
    database.execute("grant temporary on database postgres to public");
  }

  /** 300,000 rows of which none is kept: the text of one piece is all that is held. */
  @Test
  void aLongStreamIsWrittenAsItComes() {
    attempts.planAndChunk(
        writing(db -> BulkInsert.into(db, "city_word", "word", "n").insert(words(1, 300_000))));
    assertThat(database.value("select count(*) from city_word")).isEqualTo("300001");
  }

  private static Stream<BulkRow> words(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> row("word " + i, i));
  }

  @Test
  void rowsMayAskTheDatabaseWhileTheyAreWritten() {
    AttemptResult result =
        attempts.planAndChunk(
            writing(
                db ->
                    BulkInsert.into(db, "city_word", "word", "n")
                        .key("word")
                        .upsert(
                            Stream.of("wien", "linz")
                                .map(
                                    word ->
                                        row(
                                            word,
                                            db.createNativeQuery("select 7", Integer.class)
                                                .getSingleResult())))));
    assertThat(result.failure()).isNull();
    assertThat(database.value("select sum(n) from city_word")).isEqualTo("15");
  }

  @Test
  void theTemporaryTableGoesWithTheTransaction() {
    attempts.planAndChunk(
        writing(
            db ->
                BulkInsert.into(db, "city_word", "word", "n")
                    .key("word")
                    .upsert(List.of(row("wien", 1)))));
    assertThat(database.rows("select relname from pg_class where relname like 'foray_bulk%'"))
        .isEmpty();
    assertThat(database.rows("select word from city_word")).hasSize(2);
  }

  @Test
  void anUpsertWithoutTheRightToTemporaryTablesSaysSo() {
    database.execute(new RolesScript("foray_master", ROLE).text());
    database.execute("grant usage on schema public to foray_runner");
    database.execute("grant select, insert, update on city_word to foray_runner");
    database.execute("revoke temporary on database postgres from public");
    attempts.user(ROLE);
    AttemptResult refused =
        attempts.planAndChunk(
            writing(
                db ->
                    BulkInsert.into(db, "city_word", "word", "n")
                        .key("word")
                        .upsert(List.of(row("wien", 1)))));
    assertThat(refused.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(refused.failure())
        .hasMessageContaining(
            "BulkInsert.upsert into city_word makes a temporary table, and the database user may"
                + " not: let a DBA grant temporary on the database to it");

    attempts.giveBack(0, 1);
    AttemptResult inserted =
        attempts.chunk(
            writing(
                db ->
                    BulkInsert.into(db, "city_word", "word", "n").insert(List.of(row("wien", 1)))),
            0);
    assertThat(inserted.failure()).isNull();
  }

  /** The COPY waits for a row that another transaction inserts; the attempt is not wanted. */
  @Test
  void aCopyThatWaitsEndsWithItsAttempt() throws Exception {
    try (var other = database.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("insert into city_word values ('wien', 1)");
      AttemptResult result =
          attempts.planAndChunk(
              writing(
                  db -> {
                    attempts.wanted = false;
                    BulkInsert.into(db, "city_word", "word", "n").insert(List.of(row("wien", 2)));
                  }));
      assertThat(result.kind()).isEqualTo(FailureKind.FENCED);
    }
    assertThat(database.rows("select word from city_word")).containsExactly("graz");
  }
}

package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.KeyValue;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pairs that fail, kill, are set aside, and run again. */
abstract class PairsContract extends AttemptsCase {
  @BeforeEach
  void makeTables() {
    database.execute("create table added (n integer not null, pairs integer not null)");
    database.execute("insert into added values (0, 0)");
  }

  /** Adds up what it reads, which shows what counts twice; a call throws for these keys. */
  private static LambdaJob sum(Set<Integer> bad, Object... keys) {
    return LambdaJob.job()
        .read((chunk, db) -> Stream.of(keys).map(key -> KeyValue.of(key, key)))
        .map(
            (key, value, output) -> {
              if (bad.contains(key)) {
                throw new IllegalArgumentException("bad " + key);
              }
              output.count("mapped", 1);
              output.emit(key, value);
            })
        .write(
            (pairs, db) ->
                pairs.forEach(
                    pair ->
                        db.createNativeMutationQuery(
                                "update added set n = n + " + pair.value() + ", pairs = pairs + 1")
                            .executeUpdate()));
  }

  private void maySkip(int mapThreads, int maxSkipped) {
    attempts.settings(new Order.Settings(mapThreads, 0, 4, 600_000, maxSkipped, 0, 1_000, 10, 100));
  }

  private List<String> skipped() {
    return database.rows(
        "select position, attempt, pair_key, cause from foray.skipped order by position");
  }

  private String added() {
    return database.value("select n, pairs from added");
  }

  private String counts() {
    return database.value(
        "select pairs_read, pairs_mapped, pairs_emitted, pairs_written, pairs_skipped"
            + " from foray.chunk");
  }

  private static final String BAD = "java.lang.IllegalArgumentException: bad ";

  @Test
  void whatATerminalOrADatabaseWouldNotTakeIsWrittenOut() {
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> Stream.of(KeyValue.of("a\0b\u001b[2J\n\u202ec", 1)))
            .map(
                (key, value, output) -> {
                  throw new IllegalArgumentException("line 1\nline 2\0");
                });
    maySkip(1, 1);
    assertThat(attempts.planAndChunk(job).failure()).isNull();
    assertThat(skipped())
        .containsExactly(
            "0 1 a\\u0000b\\u001b[2J\\u000a\\u202ec"
                + " java.lang.IllegalArgumentException: line 1\\u000aline 2\\u0000");
  }

  @Test
  void longKeysAreCutAndStayApart() {
    String same = "x".repeat(5_000);
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> Stream.of(KeyValue.of(same + 1, 1), KeyValue.of(same + 2, 1)))
            .map(
                (key, value, output) -> {
                  throw new IllegalArgumentException("no");
                });
    maySkip(1, 2);
    assertThat(attempts.planAndChunk(job).failure()).isNull();
    assertThat(
            database.value(
                "select count(distinct pair_key), max(length(pair_key)) from foray.skipped"))
        .isEqualTo("2 1000");
  }

  @Test
  void onlyACommittedAttemptsPairsAreSetAside() {
    maySkip(1, 1);
    attempts.planned(sum(Set.of()));
    assertThat(attempts.chunk(sum(Set.of(1, 2), 1, 2, 3), 0).failure()).isNotNull();
    assertThat(skipped()).isEmpty();
    attempts.giveBack(0, 1);
    assertThat(attempts.chunk(sum(Set.of(1), 1, 2, 3), 0).failure()).isNull();
    assertThat(skipped()).containsExactly("0 2 1 " + BAD + "1");
    assertThat(added()).isEqualTo("5 2");
  }

  @Test
  void withoutADeathNothingIsTraced() {
    assertThat(attempts.planAndChunk(LambdaJob.job()).failure()).isNull();
    assertThat(attempts.traced).isEmpty();
  }

  @Test
  void afterADeathEachCallIsTracedToItsEnd() {
    maySkip(1, 1);
    attempts.care(new Order.Care(true, List.of(), false));
    assertThat(attempts.planAndChunk(sum(Set.of(2), 1, 2)).failure()).isNull();
    assertThat(attempts.traced).containsExactly("0 in 1", "0 out", "0 in 2", "0 out");
  }

  @Test
  void suspectsAreMappedOneByOneBehindTheOthers() {
    AtomicInteger inMap = new AtomicInteger();
    List<Object> order = Collections.synchronizedList(new ArrayList<>());
    Set<Object> notAlone = ConcurrentHashMap.newKeySet();
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 200))
            .map(
                (key, value, output) -> {
                  int others = inMap.getAndIncrement();
                  order.add(key);
                  if (key.equals(3) || key.equals(1)) {
                    LockSupport.parkNanos(1_000_000);
                    if (others > 0 || inMap.get() > 1) {
                      notAlone.add(key);
                    }
                  }
                  inMap.decrementAndGet();
                  output.emit(key, value);
                });
    maySkip(4, 0);
    attempts.care(new Order.Care(true, suspects("1", "3", "elsewhere"), false));
    assertThat(attempts.planAndChunk(job).failure()).isNull();
    assertThat(order).hasSize(200);
    assertThat(order.subList(198, 200)).containsExactlyInAnyOrder(1, 3);
    assertThat(notAlone).isEmpty();
    assertThat(attempts.traced).contains("apart 1", "apart 3");
    assertThat(attempts.traced.stream().filter(line -> line.startsWith("apart"))).hasSize(2);
  }

  @Test
  void aPairThatIsKnownToEndTheJvmIsSetAsideUnmapped() {
    Order.Suspect deadly = new Order.Suspect("2", "SIGKILL (signal 9)");
    maySkip(2, 1);
    attempts.care(new Order.Care(true, List.of(deadly, new Order.Suspect("3", null)), false));
    assertThat(attempts.planAndChunk(sum(Set.of(), 1, 2, 3)).failure()).isNull();
    assertThat(skipped()).containsExactly("0 1 2 it ends the JVM: SIGKILL (signal 9)");
    assertThat(added()).isEqualTo("4 2");
    assertThat(attempts.traced).doesNotContain("apart 2").contains("apart 3");
  }

  @Test
  void wherePairsMayNotBeSetAsideItIsMappedAgain() {
    attempts.care(new Order.Care(true, List.of(new Order.Suspect("2", "SIGKILL")), false));
    assertThat(attempts.planAndChunk(sum(Set.of(), 1, 2, 3)).failure()).isNull();
    assertThat(added()).isEqualTo("6 3");
  }

  @Test
  void onePairTooManyThatEndsTheJvmFailsTheAttemptByName() {
    maySkip(1, 1);
    attempts.care(new Order.Care(true, List.of(new Order.Suspect("2", "SIGKILL")), false));
    AttemptResult result = attempts.planAndChunk(sum(Set.of(1), 1, 2, 3));
    assertThat(result.kind()).isEqualTo(FailureKind.RUNNER_DIED);
    assertThat(result.failure())
        .hasMessage(
            "map failed for the key 2, and 1 pairs are set aside already:"
                + " it ends the JVM: SIGKILL");
  }

  /** A chunk of 1 to 5 that has set 2 and 4 aside, to be run again with attempt 2. */
  private void committedBut2And4() {
    maySkip(1, 2);
    assertThat(attempts.planAndChunk(sum(Set.of(2, 4), 1, 2, 3, 4, 5)).failure()).isNull();
    assertThat(added()).isEqualTo("9 3");
    assertThat(counts()).isEqualTo("5 3 3 3 2");
    again();
  }

  private void again() {
    database.execute("update foray.chunk set state = 'READY'");
    attempts.care(new Order.Care(false, List.of(), true));
  }

  @Test
  void whatWasSetAsideRunsAloneAndLeavesTheList() {
    committedBut2And4();
    LambdaJob mended = sum(Set.of(), 5, 4, 3, 2, 1);
    assertThat(attempts.chunk(mended, 0).failure()).isNull();
    assertThat(mended.writtenKeys()).containsExactly(2, 4);
    assertThat(added()).isEqualTo("15 5");
    assertThat(skipped()).isEmpty();
    assertThat(counts()).isEqualTo("5 5 5 5 0");
    assertThat(database.value("select count from foray.counter")).isEqualTo("5");
    assertThat(attempts.row(0)).isEqualTo("DONE 2");
  }

  @Test
  void whatFailsAgainStaysInTheListWithTheNewCause() {
    committedBut2And4();
    assertThat(attempts.chunk(sum(Set.of(4), 1, 2, 3, 4, 5), 0).failure()).isNull();
    assertThat(added()).isEqualTo("11 4");
    assertThat(skipped()).containsExactly("2 2 4 " + BAD + "4");
    assertThat(counts()).isEqualTo("5 4 4 4 1");

    again();
    assertThat(attempts.chunk(sum(Set.of(), 1, 2, 3, 4, 5), 0).failure()).isNull();
    assertThat(added()).isEqualTo("15 5");
    assertThat(skipped()).isEmpty();
  }

  @Test
  void anAttemptAtThemThatIsFencedOffChangesNothing() {
    committedBut2And4();
    attempts.at(AttemptReports.Milestone.WRITTEN, () -> attempts.giveBack(0, 2));
    assertThat(attempts.chunk(sum(Set.of(), 1, 2, 3, 4, 5), 0).kind())
        .isEqualTo(FailureKind.FENCED);
    assertThat(added()).isEqualTo("9 3");
    assertThat(skipped()).hasSize(2);
    assertThat(database.value("select count from foray.counter")).isEqualTo("3");

    attempts.at(AttemptReports.Milestone.WRITTEN, () -> {});
    assertThat(attempts.chunk(sum(Set.of(), 1, 2, 3, 4, 5), 0).failure()).isNull();
    assertThat(added()).isEqualTo("15 5");
  }

  @Test
  void pairsOfOneKeyThatCannotBeToldApartStaySetAside() {
    committedBut2And4();
    LambdaJob mended = sum(Set.of(), 1, 2, 2, 3, 4, 5);
    assertThat(attempts.chunk(mended, 0).failure()).isNull();
    assertThat(mended.writtenKeys()).containsExactly(4);
    assertThat(added()).isEqualTo("13 4");
    assertThat(skipped())
        .singleElement()
        .asString()
        .startsWith("0 2 2 read gives more pairs of this key than the 1 set aside");
    assertThat(counts()).isEqualTo("5 4 4 4 1");
  }

  @Test
  void aPairThatIsNotReadAnyMoreStaysInTheListAsItWas() {
    committedBut2And4();
    assertThat(attempts.chunk(sum(Set.of(), 1, 3, 4, 5), 0).failure()).isNull();
    assertThat(skipped()).containsExactly("0 1 2 " + BAD + "2");
  }

  private static List<Order.Suspect> suspects(String... keys) {
    return Stream.of(keys).map(key -> new Order.Suspect(key, null)).toList();
  }
}

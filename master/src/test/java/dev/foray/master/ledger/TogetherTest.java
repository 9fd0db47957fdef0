package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TogetherTest {
  private static final int HELD = 2;
  private static final int BROKEN = 3;

  private final List<List<Integer>> transactions = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstRuns = new CountDownLatch(1);
  private final CountDownLatch others = new CountDownLatch(1);
  private final Together<Integer, Integer> together = new Together<>(this::squares);

  @Test
  void whatComesDuringATransactionIsDoneInTheNextOne() throws Exception {
    assertThat(askedDuringTheFirst(2_000, 4, 5, 6)).containsExactly(16, 25, 36);

    assertThat(transactions).hasSize(2);
    assertThat(transactions.get(1)).containsExactlyInAnyOrder(4, 5, 6);
  }

  @Test
  void oneWhoseRowIsHeldHindersNobodyElse() throws Exception {
    assertThat(askedDuringTheFirst(1, 4, HELD, 5)).containsExactly(16, -1, 25);

    assertThat(transactions).contains(List.of(4), List.of(HELD), List.of(5));
  }

  @Test
  void whereTheDatabaseIsAwayNobodyIsTriedAlone() throws Exception {
    assertThat(askedDuringTheFirst(1, 4, BROKEN, 5)).containsExactly(-1, -1, -1);

    assertThat(transactions).hasSize(2);
  }

  @Test
  void oneAloneLearnsWhatFailed() {
    others.countDown();
    assertThatThrownBy(() -> together.ask(HELD)).hasMessage("the row is held");
    assertThat(transactions).containsExactly(List.of(HELD));
  }

  /**
   * What came of each, asked for by a thread each while the transaction of the first is under way;
   * -1: it threw.
   */
  private List<Integer> askedDuringTheFirst(int first, int... asked) throws Exception {
    Future<Integer> began = LedgerRig.inBackground(() -> together.ask(first));
    assertThat(firstRuns.await(20, TimeUnit.SECONDS)).isTrue();
    List<Future<Integer>> answers = new ArrayList<>();
    for (int one : asked) {
      answers.add(LedgerRig.inBackground(() -> answer(one)));
    }
    while (together.waiting() < asked.length) {
      Thread.onSpinWait();
    }
    others.countDown();
    began.get(20, TimeUnit.SECONDS);
    List<Integer> all = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      all.add(answer.get(20, TimeUnit.SECONDS));
    }
    return all;
  }

  private int answer(int number) {
    try {
      return together.ask(number);
    } catch (LedgerUnavailable e) {
      return -1;
    }
  }

  private List<Integer> squares(List<Integer> numbers) {
    transactions.add(numbers);
    firstRuns.countDown();
    try {
      assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (numbers.contains(HELD)) {
      throw new LedgerUnavailable("the row is held", true, new Exception());
    }
    if (numbers.contains(BROKEN)) {
      throw new LedgerUnavailable("the database is away", false, new Exception());
    }
    return numbers.stream().map(number -> number * number).toList();
  }
}

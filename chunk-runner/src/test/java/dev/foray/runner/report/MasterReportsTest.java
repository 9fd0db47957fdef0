package dev.foray.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptDesk;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.JobId;
import java.lang.reflect.Proxy;
import java.rmi.ConnectException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterReportsTest {
  private static final AttemptId ATTEMPT = AttemptId.ofChunk(new JobId(17), 2, 1);
  private static final DatabaseSession SESSION = new DatabaseSession(5, Instant.EPOCH);

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AttemptDesk desk =
      (AttemptDesk)
          Proxy.newProxyInstance(
              AttemptDesk.class.getClassLoader(),
              new Class<?>[] {AttemptDesk.class},
              (proxy, method, arguments) -> {
                told.add(method.getName());
                return null;
              });
  private final AtomicInteger calls = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reportIsRepeatedWhereTheMasterCouldNotTakeIt(boolean unreachable) throws Exception {
    try (MasterReports reports =
        new MasterReports(ATTEMPT, () -> failingTwice(unreachable), () -> {})) {
      reports.started(SESSION);
    }

    assertThat(calls).hasValue(3);
    assertThat(told).containsExactly("started");
  }

  @Test
  void reportThatFailsEachTimeIsGivenUp() throws Exception {
    try (MasterReports reports =
        new MasterReports(
            ATTEMPT,
            () -> {
              calls.incrementAndGet();
              throw new ConnectException("nobody is there");
            },
            () -> {})) {
      reports.started(SESSION);
    }

    assertThat(calls).hasValue(3);
    assertThat(told).isEmpty();
  }

  private AttemptDesk failingTwice(boolean unreachable) throws ConnectException {
    if (calls.incrementAndGet() < 3) {
      if (unreachable) {
        throw new ConnectException("nobody is there");
      }
      throw new IllegalStateException("the ledger can't be reached");
    }
    return desk;
  }
}

package dev.foray.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.worker.RunnerLib;
import dev.foray.worker.SampleOrders;
import dev.foray.worker.code.JarCache;
import dev.foray.worker.code.JarSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, in which the runner that stands in waits for its order. */
class SparesIT {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path directory;

  private final List<Runnable> expiries = new ArrayList<>();
  private final Spares spares = new Spares(expiries::add);
  private final List<Jvm> all = new ArrayList<>();
  private final Set<Jvm> gone = ConcurrentHashMap.newKeySet();

  private JarCache code;

  private Jvm.Host host;

  @BeforeEach
  void prepare() throws Exception {
    code = new JarCache(directory.resolve("code"), 1_000, JarSource.NONE);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<Path> jars;
    try (Stream<Path> made = Files.list(RunnerLib.make(directory.resolve("lib")))) {
      jars = made.toList();
    }
    WorkDirectories directories = new WorkDirectories(directory.resolve("work"));
    host =
        new Jvm.Host(
            java, jars, new OwnArchives(java, jars, directory.resolve("archives"), directories));
  }

  @AfterEach
  void leaveNoProcess() {
    all.forEach(Jvm::kill);
    awaitGone(all);
    host.archives().close();
    code.close();
  }

  @Test
  void oneThatNobodyHasWantedEnds() throws IOException {
    Jvm spare = spare();
    spares.add(spare);
    assertThat(spares.count(order(17, "hang"))).isEqualTo(1);

    expiries.forEach(Runnable::run);

    assertThat(spares.take(order(17, "hang"))).isEmpty();
    awaitGone(List.of(spare));
  }

  @Test
  void oneThatWasTakenIsLeftAloneWhenItsTimeIsOver() throws IOException {
    Jvm spare = spare("commit");
    spares.add(spare);
    Order order = order(17, "commit");
    assertThat(spares.take(order)).containsSame(spare);
    expiries.forEach(Runnable::run);

    Path log = directory.resolve("attempt.log");
    spare.run(order, log, () -> {});

    await().atMost(LONG).until(() -> Files.readString(log).contains("does commit"));
  }

  @Test
  void oneThatIsFreeAgainWaitsAsLongAsAtFirst() throws IOException {
    Jvm spare = spare("commit");
    spares.add(spare);
    Order order = order(17, "commit");
    assertThat(spares.take(order)).containsSame(spare);
    spare.run(order, directory.resolve("attempt.log"), () -> spares.add(spare));
    await().atMost(LONG).until(() -> spares.count(order) == 1);

    expiries.get(0).run();
    assertThat(spares.count(order)).isEqualTo(1);

    expiries.get(1).run();
    assertThat(spares.count(order)).isZero();
    awaitGone(List.of(spare));
  }

  @Test
  void anotherJobDoesNotGetIt() throws IOException {
    spares.add(spare());

    assertThat(spares.take(order(18, "hang"))).isEmpty();
    assertThat(spares.take(order(17, "hang").withArchive("/another/archive.jsa"))).isPresent();
  }

  @Test
  void nobodyGetsOneThatHasDied() throws IOException {
    Jvm spare = spare();
    spares.add(spare);

    spare.kill();

    awaitGone(List.of(spare));
    assertThat(spares.take(order(17, "hang"))).isEmpty();
  }

  @Test
  void allEndWhereTheNodeTakesNothingNewAndSoDoesTheNext() throws IOException {
    List<Jvm> waiting = List.of(spare(), spare());
    waiting.forEach(spares::add);

    spares.close();
    Jvm late = spare();
    spares.add(late);

    assertThat(spares.count(order(17, "hang"))).isZero();
    awaitGone(waiting);
    awaitGone(List.of(late));
  }

  private Jvm spare() throws IOException {
    return spare("hang");
  }

  /** It can take two chunks of job 17, in which that is done. */
  private Jvm spare(String what) throws IOException {
    String name = "job-17.spare-" + (all.size() + 1);
    Order order = order(17, what).withJvm(new Order.Jvm(2, true, false));
    Jvm spare =
        Jvm.spare(
            host,
            code.placeNow(order).orElseThrow(),
            name,
            Files.createDirectories(directory.resolve(name)));
    spare.whenGone(() -> gone.add(spare));
    all.add(spare);
    return spare;
  }

  private static Order order(int job, String what) {
    return SampleOrders.of(
        AttemptId.ofChunk(new JobId(job), 0, 1),
        List.of(new NamedText("do", what)),
        Duration.ofHours(1));
  }

  private void awaitGone(List<Jvm> jvms) {
    await().atMost(LONG).until(() -> gone.containsAll(jvms));
  }
}

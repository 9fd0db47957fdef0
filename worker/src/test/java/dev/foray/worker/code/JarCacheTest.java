package dev.foray.worker.code;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Order;
import dev.foray.worker.SampleOrders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarCacheTest {
  private static final int BOUND = 300_000;

  @TempDir Path directory;

  private final FakeJars master = new FakeJars();
  private JarCache cache;

  @BeforeEach
  void open() throws IOException {
    cache = new JarCache(directory.resolve("code"), BOUND, master, Duration.ofMillis(1));
  }

  @AfterEach
  void close() {
    cache.close();
  }

  @Test
  void jarsAreFetchedOnceAndASecondJobOfTheReleaseFetchesNothing() throws Exception {
    Order order = order(master.add("job.jar", 20_000), master.add("lib.jar", 50_000));

    assertThat(cache.placeNow(order)).isEmpty();
    assertHasContent(cache.place(order).order());
    assertThat(master.asked()).hasSize(2);

    assertHasContent(cache.placeNow(order).orElseThrow().order());
    assertHasContent(cache.place(order).order());
    assertThat(master.asked()).hasSize(2);
    assertThat(cache.place(order).isFromElsewhere()).isTrue();
  }

  @Test
  void anotherWorkerOnTheSameDirectoryVerifiesWhatIsThereAndFetchesNothing() throws Exception {
    Order order = order(master.add("job.jar", 20_000));
    cache.place(order);

    try (JarCache next =
        new JarCache(directory.resolve("code"), BOUND, master, Duration.ofMillis(1))) {
      assertThat(next.placeNow(order)).isEmpty();
      assertHasContent(next.place(order).order());
    }
    assertThat(master.asked()).hasSize(1);
  }

  @Test
  void fetchGoesOnWhereAConnectionBroke() throws Exception {
    Order.Jar jar = master.add("job.jar", 100_000);
    master.breakAfter(30_000, 2);

    assertHasContent(cache.place(order(jar)).order());

    assertThat(master.asked())
        .containsExactly(jar.sha256() + "@0", jar.sha256() + "@30000", jar.sha256() + "@60000");
  }

  @Test
  void fetchGoesOnWhereAnEarlierWorkerEnded() throws Exception {
    Order.Jar jar = master.add("job.jar", 100_000);
    Path part = directory.resolve("code/parts").resolve(jar.sha256());
    Files.write(part, Arrays.copyOf(master.content(jar), 40_000));

    assertHasContent(cache.place(order(jar)).order());

    assertThat(master.asked()).containsExactly(jar.sha256() + "@40000");
  }

  @Test
  void whatAnEarlierWorkerLeftDamagedIsFetchedAnew() throws Exception {
    Order.Jar jar = master.add("job.jar", 100_000);
    Files.write(directory.resolve("code/parts").resolve(jar.sha256()), new byte[40_000]);

    assertHasContent(cache.place(order(jar)).order());

    assertThat(master.asked()).containsExactly(jar.sha256() + "@40000", jar.sha256() + "@0");
  }

  @Test
  void jarThatDoesNotVerifyIsNeverUsedAndNotKept() throws Exception {
    Order.Jar jar = master.add("job.jar", 10_000);
    master.falsify(jar);

    assertThatThrownBy(() -> cache.place(order(jar)))
        .isInstanceOf(IOException.class)
        .hasMessage("job.jar does not verify: what the Master sent is not " + jar.sha256());
    assertThat(filesIn("code")).isEmpty();
  }

  @Test
  void jarThatWasChangedInTheCacheIsFetchedAnew() throws Exception {
    Order order = order(master.add("job.jar", 10_000));
    Path file = Path.of(cache.place(order).order().code().jars().get(0).path());
    Files.write(file, new byte[10_001]);

    assertThat(cache.placeNow(order)).isEmpty();
    assertHasContent(cache.place(order).order());
    assertThat(master.asked()).hasSize(2);
  }

  @Test
  void onTheMastersHostItsOwnFileServesIfItVerifies() throws Exception {
    Order.Jar jar = master.add("job.jar", 10_000);
    Path shelf = Files.write(directory.resolve("shelf.jar"), master.content(jar));
    Order.Jar onShelf = new Order.Jar(jar.name(), jar.sha256(), jar.bytes(), shelf.toString());

    assertThat(cache.place(order(onShelf)).order().code().jars()).containsExactly(onShelf);
    assertThat(master.asked()).isEmpty();
    assertThat(filesIn("code")).isEmpty();

    Files.write(shelf, new byte[10_000]);
    Files.setLastModifiedTime(shelf, FileTime.fromMillis(0));
    assertHasContent(cache.place(order(onShelf)).order());
    assertThat(master.asked()).hasSize(1);
  }

  @Test
  void oneJarThatManyAttemptsWantAtOnceIsFetchedOnce() throws Exception {
    Order order = order(master.add("job.jar", 100_000), master.add("lib.jar", 100_000));
    ExecutorService many = Executors.newFixedThreadPool(8);
    List<Future<JarCache.Placed>> placed = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      placed.add(many.submit(() -> cache.place(order)));
    }
    many.shutdown();

    for (Future<JarCache.Placed> each : placed) {
      assertHasContent(each.get().order());
    }
    assertThat(master.asked()).hasSize(2);
  }

  @Test
  void whatWasUsedLongestAgoGoesButNothingThatAnAttemptUses() throws Exception {
    Order inUse = order(master.add("in-use.jar", 100_000));
    Order old = order(master.add("old.jar", 100_000));
    Order recent = order(master.add("recent.jar", 100_000));
    Order next = order(master.add("next.jar", 100_000));
    JarCache.Placed running = cache.place(inUse);
    cache.place(old).close();
    cache.place(recent).close();

    cache.place(next).close();

    assertThat(cache.placeNow(old)).isEmpty();
    assertThat(cache.placeNow(recent)).isPresent();
    assertThat(cache.placeNow(inUse)).isPresent();
    running.close();
    assertThatThrownBy(() -> cache.place(order(master.add("huge.jar", BOUND + 1))))
        .hasMessageContaining("the cache of this worker holds " + BOUND + " bytes");
  }

  @Test
  void jarThatCannotBeHadIsNamed() {
    Order.Jar unknown = new Order.Jar("job.jar", "0".repeat(64), 5, "/nowhere/job.jar");

    assertThatThrownBy(() -> cache.place(order(unknown)))
        .isInstanceOf(IOException.class)
        .hasMessage("job.jar can't be fetched (the Master answers with status 404), tried 5 times");
    assertThatThrownBy(
            () -> cache.place(order(new Order.Jar("job.jar", "../../etc/passwd", 5, ""))))
        .hasMessage("job.jar is ordered without its SHA-256");
  }

  private void assertHasContent(Order placed) throws IOException {
    for (Order.Jar jar : placed.code().jars()) {
      assertThat(Path.of(jar.path())).hasBinaryContent(master.content(jar));
    }
  }

  private List<Path> filesIn(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(name))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static Order order(Order.Jar... jars) {
    return SampleOrders.of(attempt(1), List.of(), Duration.ofHours(1), List.of(jars));
  }
}

package dev.foray.worker.process;

import static dev.foray.worker.SampleOrders.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Order;
import dev.foray.worker.SampleOrders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCacheTest {
  @TempDir private Path directory;
  private final CodeCache code = new CodeCache();

  @Test
  void jarsThatLieHereAreUsedWhereTheyLie() throws Exception {
    Path jar = Files.writeString(directory.resolve("job.jar"), "12345");

    assertThat(code.place(order(jar, 5)).code().jars())
        .extracting(Order.Jar::path)
        .containsExactly(jar.toString());
  }

  @Test
  void missingJarIsNamed() {
    Path jar = directory.resolve("job.jar");

    assertThatThrownBy(() -> code.place(order(jar, 5)))
        .isInstanceOf(IOException.class)
        .hasMessage("job.jar is missing at " + jar);
  }

  @Test
  void jarOfAnotherLengthIsNotRun() throws Exception {
    Path jar = Files.writeString(directory.resolve("job.jar"), "1234");

    assertThatThrownBy(() -> code.place(order(jar, 5)))
        .hasMessage("job.jar at " + jar + " has 4 bytes, not 5");
  }

  private static Order order(Path jar, long bytes) {
    return SampleOrders.of(
        attempt(1),
        List.of(),
        Duration.ofHours(1),
        List.of(new Order.Jar("job.jar", "0".repeat(64), bytes, jar.toString())));
  }
}

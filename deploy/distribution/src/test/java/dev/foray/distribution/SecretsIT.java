package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.distribution.jobs.SecretJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret reaches the job that asks for it, and is looked for everywhere else. */
class SecretsIT {
  private static final String FIRST = "longitude-4.3-kept-by-nobody";
  private static final String SECOND = "latitude-51.2-kept-by-nobody";

  @TempDir private Path dataDirectory;

  @Test
  void attack22SecretIsFoundNowhereButInItsFileAndInTheJob() throws Exception {
    String url = Postgres.newDatabase();
    Path jar = JobJar.of(dataDirectory, "secret.jar", SecretJob.class);
    try (RunningMaster master = start(url);
        ProcessWatch watch = ProcessWatch.of(master)) {
      Distribution.Ended without = submit(master, jar);
      assertThat(without.exitCode()).isEqualTo(1);
      assertThat(without.out()).contains("type `master secret set token` on the Master's host");

      keep(FIRST + "\n");
      assertThat(submit(master, jar).exitCode()).as(master.log()).isZero();
      keep(SECOND);
      assertThat(submit(master, jar).exitCode()).as(master.log()).isZero();
      assertThat(master.run("secret", "list").out()).isEqualTo("token\n");
      watch.sawNothingOf(FIRST, SECOND, "PRIVATE KEY");
    }
    assertThat(rows(url, "select hash from told order by 1"))
        .containsExactlyInAnyOrder(
            "" + FIRST.hashCode(),
            "" + FIRST.hashCode(),
            "" + SECOND.hashCode(),
            "" + SECOND.hashCode());
    Path kept = dataDirectory.resolve("secrets/token");
    assertThat(kept).hasContent(SECOND);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(filesWith(FIRST)).isEmpty();
    assertThat(filesWith(SECOND)).containsExactly(kept);
    for (String row : ledger(url)) {
      assertThat(row).doesNotContain(FIRST, SECOND, "PRIVATE KEY");
    }
  }

  private RunningMaster start(String url) throws IOException {
    return RunningMaster.startOn(url, dataDirectory, "--slots", "2", "--max-nodes", "1");
  }

  private static Distribution.Ended submit(RunningMaster master, Path jar) throws Exception {
    return master.run("submit", "--wait", "--jar", jar.toString(), "SecretJob");
  }

  /** As a script would: on standard input. */
  private void keep(String text) throws Exception {
    Path input = Files.createTempFile("foray", ".secret");
    try {
      Files.writeString(input, text);
      Process set =
          Distribution.command(dataDirectory, "secret", "set", "token")
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(set.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(set.waitFor()).as(said).isZero();
      assertThat(said).contains("token is kept").doesNotContain(FIRST, SECOND);
    } finally {
      Files.delete(input);
    }
  }

  private List<Path> filesWith(String secret) throws IOException {
    byte[] wanted = secret.getBytes(StandardCharsets.UTF_8);
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(dataDirectory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static List<String> ledger(String url) throws Exception {
    List<String> all = new ArrayList<>();
    for (String table :
        rows(
            url, "select table_name from information_schema.tables where table_schema = 'foray'")) {
      all.addAll(rows(url, "select row_to_json(t)::text from foray." + table + " t"));
    }
    return all;
  }

  private static List<String> rows(String url, String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}

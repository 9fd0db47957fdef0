package dev.foray.master.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.ledger.Release;
import dev.foray.master.release.fixture.JobShapes;
import dev.foray.master.release.fixture.Mappings;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.shipping.JarSum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir Path directory;

  private final Map<String, Release> rows = new HashMap<>();
  private ReleaseStore store;

  @BeforeEach
  void open() throws IOException {
    store = open(directory.resolve("releases"));
  }

  private ReleaseStore open(Path releases) throws IOException {
    return new ReleaseStore(
        new JarShelf(releases),
        release -> rows.putIfAbsent(release.id(), withoutPaths(release)),
        id -> Optional.ofNullable(rows.get(id)),
        InstantSource.fixed(NOW));
  }

  @Test
  void releaseSaysWhatIsInItsJars() throws Exception {
    Release release = store.store(List.of(jobJar(), entityJar())).release();

    assertThat(release.createdAt()).isEqualTo(NOW);
    assertThat(release.jobClasses())
        .containsExactly(JobShapes.AddUp.class.getName(), JobShapes.Unwritten.class.getName());
    assertThat(release.entities())
        .containsExactly(Mappings.Customer.class.getName(), Mappings.Numbered.class.getName());
    assertThat(release.bytecodeProvider()).isFalse();
    assertThat(release.jars()).extracting(Order.Jar::name).containsExactly("job.jar", "entity.jar");
  }

  @Test
  void jarsAreKeptByTheirContentWhateverBecomesOfTheOriginals() throws Exception {
    Path jar = jobJar();
    byte[] content = Files.readAllBytes(jar);
    Release release = store.store(List.of(jar)).release();
    Files.delete(jar);

    Order.Jar kept = store.find(release.id()).orElseThrow().jars().get(0);

    assertThat(Path.of(kept.path())).hasBinaryContent(content);
    assertThat(kept.path()).endsWith("releases/jars/" + kept.sha256() + ".jar");
    assertThat(kept.bytes()).isEqualTo(content.length);
    assertThat(directory.resolve("releases/arriving")).isEmptyDirectory();
  }

  @Test
  void sameJarsAreTheSameReleaseAndAreCopiedOnce() throws Exception {
    Release first = store.store(List.of(jobJar(), entityJar())).release();
    Object copied = fileKey(first);
    Release again = store.store(List.of(jobJar(), entityJar())).release();

    assertThat(again.id()).isEqualTo(first.id()).matches("[0-9a-f]{64}");
    assertThat(fileKey(again)).isEqualTo(copied);
  }

  @Test
  void otherJarsOrAnotherOrderAreAnotherRelease() throws Exception {
    String both = store.store(List.of(jobJar(), entityJar())).release().id();

    assertThat(store.store(List.of(entityJar(), jobJar())).release().id()).isNotEqualTo(both);
    assertThat(store.store(List.of(jobJar())).release().id()).isNotEqualTo(both);
  }

  @Test
  void jarGivenTwiceCountsOnce() throws Exception {
    assertThat(store.store(List.of(jobJar(), jobJar())).release().jars()).hasSize(1);
  }

  @Test
  void damagedCopyIsReplaced() throws Exception {
    Path jar = jobJar();
    Path kept = Path.of(store.store(List.of(jar)).release().jars().get(0).path());
    Files.writeString(kept, "cut off");

    store.store(List.of(jar));

    assertThat(kept).hasSameBinaryContentAs(jar);
  }

  /** Its content is what its name says: the announced length alone tells that more was to come. */
  @Test
  void attack19WhatEndsBeforeItsAnnouncedLengthIsNotKept() throws Exception {
    Path jar = jobJar();
    JarShelf shelf = new JarShelf(directory.resolve("shelf"));
    String sha256 = JarSum.of(jar);
    long bytes = Files.size(jar) + 1;
    try (InputStream content = Files.newInputStream(jar)) {
      assertThatThrownBy(() -> shelf.receive(sha256, content, bytes))
          .isInstanceOfSatisfying(
              JarUnfit.class, e -> assertThat(e.reason()).isEqualTo(JarUnfit.Reason.CUT_OFF));
    }

    assertThat(shelf.has(sha256)).isFalse();
  }

  @Test
  void whatAKilledMasterLeftHalfIsRemoved() throws Exception {
    Path half = directory.resolve("releases/arriving/half.jar");
    Files.writeString(half, "half");

    open(directory.resolve("releases"));

    assertThat(half).doesNotExist();
  }

  @Test
  void unusableJarIsRefusedWithOneSentenceAndNothingIsKept() throws Exception {
    Path text = Files.writeString(directory.resolve("notes.jar"), "not a zip");

    assertRefused(directory.resolve("gone.jar"), "is not there: build it first");
    assertRefused(directory, "is a directory: name a jar in it");
    assertRefused(text, "is no jar (");
    assertRefused(
        JarFixture.at(directory.resolve("boot.jar")).with("BOOT-INF/classes/", "").write(),
        "is a repackaged Spring Boot jar");
    assertThat(directory.resolve("releases/jars")).isEmptyDirectory();
    assertThat(rows).isEmpty();
  }

  @Test
  void jarThatCannotBeCopiedIsRefusedAndNothingHalfIsLeft() throws Exception {
    Path jar = jobJar();
    Files.delete(directory.resolve("releases/arriving"));

    assertRefused(jar, "can't be copied to " + directory.resolve("releases/jars"));
    assertThat(rows).isEmpty();
  }

  private void assertRefused(Path jar, String sentence) {
    assertThatThrownBy(() -> store.store(List.of(jar)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessageStartingWith("the jar " + jar + " ")
        .hasMessageContaining(sentence);
  }

  private Path jobJar() throws IOException {
    return JarFixture.at(directory.resolve("job.jar"))
        .with(JobShapes.AddUp.class, JobShapes.Unwritten.class)
        .write();
  }

  private Path entityJar() throws IOException {
    return JarFixture.at(directory.resolve("entity.jar"))
        .with(Mappings.Customer.class, Mappings.Numbered.class)
        .write();
  }

  private static Object fileKey(Release release) throws IOException {
    List<Object> keys = new ArrayList<>();
    for (Order.Jar jar : release.jars()) {
      keys.add(Files.getAttribute(Path.of(jar.path()), "unix:ino"));
    }
    return keys;
  }

  /** As the ledger keeps it. */
  private static Release withoutPaths(Release release) {
    Stream<Order.Jar> jars =
        release.jars().stream()
            .map(jar -> new Order.Jar(jar.name(), jar.sha256(), jar.bytes(), ""));
    return new Release(
        release.id(),
        release.createdAt(),
        jars.toList(),
        release.jobClasses(),
        release.entities(),
        release.bytecodeProvider());
  }
}

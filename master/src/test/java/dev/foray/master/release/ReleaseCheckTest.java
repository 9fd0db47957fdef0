package dev.foray.master.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.MapReduceJob;
import dev.foray.master.release.fixture.JobShapes;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.shipping.ReleaseListing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said against a release when it is committed; none of its classes is loaded. */
class ReleaseCheckTest {
  @TempDir Path directory;

  private Deployments deployments;
  private CurrentRelease current;

  @BeforeEach
  void open() {
    ReleaseStore releases = ReleaseStoreFixture.in(directory.resolve("releases"));
    current = ReleaseStoreFixture.current(releases);
    deployments = new Deployments(releases, current);
  }

  @Test
  void releaseOfAJobAndASupportedHibernateIsTaken() throws Exception {
    var answer =
        deployments.commit(
            listing(
                job(),
                hibernate("hibernate-core-7.1.0.Final.jar"),
                foray("" + ProtocolVersion.CURRENT)),
            true,
            "ada");

    assertThat(answer.current()).isTrue();
    assertThat(answer.jobClasses()).containsExactly(JobShapes.AddUp.class.getName());
    assertThat(current.id()).hasValue(answer.release());
  }

  @Test
  void releaseWithoutAJobIsRefused() throws Exception {
    assertRefused(jar("lib.jar").with("a.txt", "a").write())
        .hasMessage(
            "there is no job class in the jars: a job class implements dev.foray.api.MapReduceJob");
    assertThat(current.id()).isEmpty();
  }

  @Test
  void jobThatCannotBeMadeOrDoesNotWriteIsRefused() throws Exception {
    assertRefused(
            jar("job.jar")
                .with(JobShapes.NeedsAnArgument.class, JobShapes.AddUp.class)
                .with(JobShapes.Unwritten.class)
                .write())
        .hasMessageStartingWith(JobShapes.NeedsAnArgument.class.getName())
        .hasMessageContaining("has no public constructor without parameters: add one");
    assertRefused(
            jar("job.jar").with(JobShapes.NeverWrites.class, JobShapes.Unwritten.class).write())
        .hasMessageContaining("overrides neither write nor writeAll");
  }

  @Test
  void classForANewerJavaThanTheRunnersIsRefused() throws Exception {
    int next = Runtime.version().feature() + 1;
    Path newer = jar("newer.jar").with("a/New.class", classFile(next)).write();

    assertRefused(job(), newer)
        .hasMessageStartingWith(
            "the jar newer.jar has classes for Java " + next + ", such as a.New, and runners have");
  }

  @Test
  void classForANewerJavaThatOnlyANewerJavaReadsIsFine() throws Exception {
    Path multi = jar("multi.jar").with("META-INF/versions/99/a/New.class", classFile(99)).write();

    assertThat(deployments.commit(listing(job(), multi), false, "ada").current()).isFalse();
  }

  @Test
  void hibernateThatIsNotSupportedIsRefusedNamingBoth() throws Exception {
    for (String version : List.of("6.6.1.Final", "7.0.9.Final", "7.5.0.Final", "7.10.0.Final")) {
      assertRefused(job(), hibernate("hibernate-core-" + version + ".jar"))
          .hasMessageContaining("is Hibernate " + version + ", and jobs run on 7.1 to 7.4");
    }
    assertRefused(job(), hibernate("everything.jar"))
        .hasMessageContaining("has Hibernate packed into it");
  }

  @Test
  void fatJarIsRefusedAndForSpringBootThePlainOneNamed() throws Exception {
    assertRefused(job(), jar("app.jar").with("BOOT-INF/classes/a.txt", "a").write())
        .hasMessageStartingWith("the jar app.jar is a repackaged Spring Boot jar")
        .hasMessageContaining("take the plain jar beside it")
        .hasMessageContaining("classifier");
    assertRefused(job(), jar("fat.jar").with("lib/other.jar", "a").write())
        .hasMessageStartingWith(
            "the jar fat.jar is a fat jar: no class path looks into lib/other.jar");
  }

  @Test
  void foraysOwnJarOfAnotherProtocolIsRefusedNamingBoth() throws Exception {
    assertRefused(job(), foray("7"))
        .hasMessageContaining(
            "of protocol version 7, and this Master speaks " + ProtocolVersion.CURRENT);
    assertRefused(job(), foray(""))
        .hasMessageContaining(
            "of protocol version (none said), and this Master speaks " + ProtocolVersion.CURRENT);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path... jars)
      throws Exception {
    ReleaseListing listing = listing(jars);
    return assertThatThrownBy(() -> deployments.commit(listing, true, "ada"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE);
              assertThat(refused).message().doesNotContain("\n");
            });
  }

  private ReleaseListing listing(Path... jars) throws Exception {
    List<ReleaseListing.Entry> entries = new ArrayList<>();
    for (Path jar : jars) {
      byte[] content = Files.readAllBytes(jar);
      String sha256 =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      deployments.receive(sha256, new ByteArrayInputStream(content), content.length);
      entries.add(new ReleaseListing.Entry(sha256, jar.getFileName().toString()));
    }
    return new ReleaseListing("1.0", entries);
  }

  /** Its first bytes, which say for which Java it is. */
  private static byte[] classFile(int java) {
    return HexFormat.of()
        .parseHex("cafebabe000000" + HexFormat.of().toHexDigits((byte) (44 + java)));
  }

  private JarFixture jar(String name) {
    return JarFixture.at(directory.resolve(name));
  }

  private Path job() throws IOException {
    return jar("the-job.jar").with(JobShapes.AddUp.class, JobShapes.Unwritten.class).write();
  }

  private Path hibernate(String name) throws IOException {
    return jar(name).with("org/hibernate/Version.class", "").write();
  }

  private Path foray(String protocol) throws IOException {
    JarFixture api = jar("mapreduce-api-0.1.0.jar");
    if (!protocol.isEmpty()) {
      api.with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nForay-Protocol: " + protocol + "\n");
    }
    return api.with(MapReduceJob.class).write();
  }
}

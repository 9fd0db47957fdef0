package dev.foray.master.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.ledger.Release;
import dev.foray.master.release.fixture.JobShapes;
import dev.foray.protocol.Refused;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentReleaseTest {
  @TempDir Path directory;

  private ReleaseStore releases;
  private CurrentRelease current;

  @BeforeEach
  void open() {
    releases = ReleaseStoreFixture.in(directory.resolve("releases"));
    current = ReleaseStoreFixture.current(releases);
  }

  @Test
  void lastOneThatWasPromotedIsCurrent() throws Exception {
    String first = release("1");
    String second = release("2");

    assertThat(current.id()).isEmpty();
    assertThat(current.promote(first, "ada")).isTrue();
    assertThat(current.promote(second, "ada")).isTrue();
    assertThat(current.promote(second, "ada")).isFalse();

    assertThat(current.id()).hasValue(second);
    assertThat(current.open().release().id()).isEqualTo(second);
  }

  @Test
  void rollingBackAgainGoesFurtherBack() throws Exception {
    String first = release("1");
    String second = release("2");
    String third = release("3");
    List.of(first, second, third).forEach(release -> current.promote(release, "ada"));

    assertThat(current.rollBack(third, "ada").id()).isEqualTo(second);
    assertThat(current.rollBack(second, "ada").id()).isEqualTo(first);
    assertThat(current.previous()).isEmpty();
    assertThatThrownBy(() -> current.rollBack(first, "ada"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("there is no earlier release to go back to");
  }

  @Test
  void afterARollbackTheNextDeployGoesBackToWhatWorkedAndNotToWhatWasRolledBack() throws Exception {
    String works = release("1");
    String broken = release("2");
    String fixed = release("3");
    current.promote(works, "ada");
    current.promote(broken, "ada");
    current.rollBack(broken, "ada");
    current.promote(fixed, "ada");

    assertThat(current.previous().map(Release::id)).hasValue(works);
  }

  @Test
  void rollbackOfWhatIsNotCurrentAnyMoreIsRefused() throws Exception {
    String first = release("1");
    String second = release("2");
    current.promote(first, "ada");
    current.promote(second, "bob");

    assertThatThrownBy(() -> current.rollBack(first, "ada"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("the release " + first + " is not current any more");
    assertThat(current.id()).hasValue(second);
  }

  private String release(String text) throws Exception {
    Path jar =
        JarFixture.at(directory.resolve("job.jar"))
            .with(JobShapes.AddUp.class, JobShapes.Unwritten.class)
            .with("version.txt", text)
            .write();
    return releases.store(List.of(jar)).release().id();
  }
}

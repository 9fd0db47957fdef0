package dev.foray.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartArchiveTest {
  @TempDir private Path directory;
  private Path jar;
  private StartArchive archive;

  @BeforeEach
  void placeJar() throws IOException {
    Path lib = Files.createDirectory(directory.resolve("lib"));
    jar = Files.writeString(lib.resolve("a.jar"), "a");
    archive = new StartArchive(directory.resolve("17/home"), "cli", lib);
  }

  @Test
  void oneThatIsNotThereFitsNothingAndGivesNoOption() throws IOException {
    assertThat(archive.fits()).isFalse();
    assertThat(StartArchive.options(archive.file())).isEmpty();
    assertThat(StartArchive.options(null)).isEmpty();
  }

  @Test
  void oneThatIsThereFitsUntilAJarChanges() throws IOException {
    Path made = Files.writeString(directory.resolve("made"), "classes");
    archive.take(made);
    assertThat(archive.fits()).isTrue();
    assertThat(made).doesNotExist();
    assertThat(StartArchive.options(archive.file()))
        .contains("-XX:SharedArchiveFile=" + archive.file());

    Files.writeString(jar, "another");
    assertThat(archive.fits()).isFalse();
  }

  @Test
  void oneOfWhichNobodyKnowsWhatItWasMadeOfDoesNotFit() throws IOException {
    archive.take(Files.writeString(directory.resolve("made"), "classes"));
    Files.delete(directory.resolve("17/home/cli.made-of"));
    assertThat(archive.fits()).isFalse();
  }
}

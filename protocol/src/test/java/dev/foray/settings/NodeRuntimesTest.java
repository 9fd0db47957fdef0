package dev.foray.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeRuntimesTest {
  @TempDir private Path directory;

  @Test
  void oneForAnArchitectureIsKeptFoundReplacedAndDeleted() throws Exception {
    NodeRuntimes runtimes = new NodeRuntimes(directory.resolve("data"));
    assertThat(runtimes.architectures()).isEmpty();
    assertThat(runtimes.find("x86_64")).isEmpty();

    assertThat(runtimes.add(archive("one", release("17.0.9", "amd64", "Linux"))))
        .isEqualTo(new JavaArchive("17.0.9", "x86_64"));
    runtimes.add(archive("two", release("21.0.4", "aarch64", "Linux")));
    runtimes.add(archive("three", release("25", "x86_64", "Linux")));

    assertThat(runtimes.architectures()).containsExactly("aarch64", "x86_64");
    assertThat(runtimes.find("x86_64")).hasValueSatisfying(kept -> assertThat(kept).exists());
    assertThat(runtimes.find("../x86_64")).isEmpty();
    runtimes.remove("x86_64");
    assertThat(runtimes.architectures()).containsExactly("aarch64");
    assertThatThrownBy(() -> runtimes.remove("x86_64"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("`master runtime list`");
  }

  @Test
  void whatNodesCouldNotRunIsRefusedAndNothingIsKept() throws Exception {
    NodeRuntimes runtimes = new NodeRuntimes(directory.resolve("data"));
    Path text = Files.writeString(directory.resolve("text.tar.gz"), "no archive");

    refuses(runtimes, directory.resolve("missing.tar.gz"), "there is no file");
    refuses(runtimes, text, "is no tar.gz");
    refuses(runtimes, archive("a", release("11.0.2", "amd64", "Linux")), "is Java 11.0.2");
    refuses(runtimes, archive("b", release("21", "amd64", "Darwin")), "is for Darwin");
    refuses(runtimes, archive("c", "SOURCE=here"), "names its version and architecture");
    refuses(runtimes, archive("e", release("21", "../../x", "Linux")), "version and architecture");
    refuses(runtimes, archive("d", null), "has no file release");

    assertThat(runtimes.architectures()).isEmpty();
  }

  /** Nor is the archive's own name another host's. */
  @Test
  void nameInTheArchiveIsNoOptionOfTars() throws Exception {
    NodeRuntimes runtimes = new NodeRuntimes(directory.resolve("data"));
    Path parent = directory.resolve("hostile");
    String hostile = "--no-such-option";
    Path home = Files.createDirectories(parent.resolve(hostile));
    Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("java"));
    Files.writeString(home.resolve("release"), release("21", "amd64", "Linux"));
    Path archive = directory.resolve("a:b.tar.gz");
    List<String> tar = List.of("tar", "-cz", "-C", parent.toString(), "--", hostile);
    assertThat(new ProcessBuilder(tar).redirectOutput(archive.toFile()).start().waitFor()).isZero();

    assertThat(runtimes.add(archive)).isEqualTo(new JavaArchive("21", "x86_64"));
  }

  private static void refuses(NodeRuntimes runtimes, Path archive, String why) {
    assertThatThrownBy(() -> runtimes.add(archive))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(archive.toString())
        .hasMessageContaining(why);
  }

  private static String release(String version, String architecture, String system) {
    return "JAVA_VERSION=\"%s\"%nOS_ARCH=\"%s\"%nOS_NAME=\"%s\"%n"
        .formatted(version, architecture, system);
  }

  private Path archive(String name, @Nullable String release)
      throws IOException, InterruptedException {
    Path parent = directory.resolve(name);
    Path home = Files.createDirectories(parent.resolve("jdk"));
    Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("java"));
    if (release != null) {
      Files.writeString(home.resolve("release"), release);
    }
    Path archive = directory.resolve(name + ".tar.gz");
    List<String> tar = List.of("tar", "-czf", archive.toString(), "-C", parent.toString(), "jdk");
    assertThat(new ProcessBuilder(tar).inheritIO().start().waitFor()).isZero();
    return archive;
  }
}

package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.FakeEc2Builder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a Master is given whose nodes are instances of the fake. */
final class OnFakeEc2 {
  private OnFakeEc2() {}

  static void settings(Path dataDirectory, FakeEc2 aws, String address, int maxNodes)
      throws IOException {
    Files.writeString(
        dataDirectory.resolve("foray.properties"),
        """
        fleet=ec2
        max-nodes=%d
        slots=2
        bind=%s
        ec2-region=%s
        ec2-endpoint=%s
        ec2-image=%s
        ec2-types=m5.large,m5.xlarge
        ec2-subnets=subnet-0f0f0f0f0f0f0f00a,subnet-0f0f0f0f0f0f0f00b
        ec2-security-groups=%s
        price.m5.large=0.115
        price.m5.xlarge=0.23
        """
            .formatted(
                maxNodes,
                address,
                aws.region(),
                aws.endpoint(),
                FakeEc2Builder.IMAGE_X86_64,
                FakeEc2Builder.SECURITY_GROUP));
  }

  /** With the settings that are there. */
  static RunningMaster start(Path dataDirectory, RestartablePostgres postgres) throws IOException {
    return RunningMaster.startSomewhere(
        dataDirectory,
        OnFakeEc2::withCredentials,
        "--port",
        "0",
        "--database-url",
        postgres.url(),
        "--database-user",
        "postgres");
  }

  private static ProcessBuilder withCredentials(ProcessBuilder command) {
    command
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                FakeEc2Builder.KEY_ID,
                "AWS_SECRET_ACCESS_KEY",
                FakeEc2Builder.SECRET));
    return command;
  }

  /** This JDK as an archive in that directory. */
  static Path java(Path directory) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("java.home")).toRealPath();
    Path archive = directory.resolve("java.tar.gz");
    String tar =
        "tar -ch --exclude jmods --exclude src.zip -C '%s' '%s' | gzip -1 >'%s'"
            .formatted(home.getParent(), home.getFileName(), archive);
    assertThat(new ProcessBuilder("sh", "-c", tar).inheritIO().start().waitFor()).isZero();
    return archive;
  }
}

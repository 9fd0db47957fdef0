package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foray.distribution.jobs.LookAroundJob;
import dev.foray.fakeec2.FakeEc2;
import dev.foray.fakeec2.machine.ImageWork;
import dev.foray.fakeec2.machine.RealMachines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node of an image that {@code master bake} made fetches nothing that is in it. */
class BakedImageIT {
  @TempDir private Path dataDirectory;
  @TempDir private Path database;
  @TempDir private Path image;

  @Test
  void nodeOfABakedImageFetchesNoJarAndNoJavaAndSaysHowLongEachStepTook() throws Exception {
    assumeTrue(RealMachines.permitted(), "needs root, for machines with a network of their own");
    RealMachines machines = RealMachines.open(baked(), Duration.ZERO, Path.of("/usr/lib/jvm"));
    try (FakeEc2 aws = FakeEc2.builder().machines(machines).start();
        RestartablePostgres postgres =
            RestartablePostgres.start(database, machines.hostAddress(), 16)) {
      OnFakeEc2.settings(dataDirectory, aws, machines.hostAddress(), 1);
      try (RunningMaster master = OnFakeEc2.start(dataDirectory, postgres)) {
        Path jar = JobJar.of(image, "jobs.jar", LookAroundJob.class);
        Distribution.Ended looked =
            master.run("submit", "--wait", "--jar", jar.toString(), "LookAroundJob");
        assertThat(looked.exitCode()).as(looked + master.log() + console(aws)).isZero();
        String node = node(postgres);
        Distribution.Ended shown = master.run("node", node);
        assertThat(shown.out())
            .as(console(aws) + "\n" + master.run("logs", "1") + "\n" + master.log())
            .containsPattern(node + " is \\w+")
            .containsPattern("machine +m5.large spot [a-z0-9-]+ i-")
            .containsPattern("billed +[\\d,]+ s, 0[.]\\d+ USD at ")
            .containsSubsequence(
                "it is asked for",
                "it is launched",
                "the script runs",
                "of another release, and gone: worker/old.jar",
                "the jars are here, 0 of ",
                "the worker is started",
                "the worker runs",
                "the worker has its certificate",
                "its worker registers",
                "its first attempt is sent")
            .doesNotContain("Java is here, from the Master", "the kernel runs");
      }
    }
  }

  /** The distribution as it is shipped, with one jar of another release in it. */
  private ImageWork baked() throws Exception {
    Distribution.Ended script = Distribution.run(dataDirectory, "bake");
    assertThat(script.exitCode()).as(script.toString()).isZero();
    Path bake = Files.writeString(image.resolve("bake.sh"), script.out());
    Path archive = Path.of(Distribution.home() + ".tar.gz");
    return new ImageWork(
        "sh bake.sh "
            + archive.getFileName()
            + " java.tar.gz; touch /opt/foray/worker/old.jar; rm *.tar.gz",
        List.of(bake, archive, OnFakeEc2.java(image)));
  }

  private static String node(RestartablePostgres postgres) throws Exception {
    return Postgres.rows(postgres.url(), "postgres", "", "select id from foray.node").get(0);
  }

  private static String console(FakeEc2 aws) {
    return aws.instances().stream().map(one -> one.console()).toList().toString();
  }
}

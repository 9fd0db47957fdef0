package dev.foray.master.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.bill.LocalPrices;
import dev.foray.master.ledger.Jobs;
import dev.foray.master.ledger.NewJob;
import dev.foray.master.release.CurrentRelease;
import dev.foray.master.release.JarFixture;
import dev.foray.master.release.ReleaseStore;
import dev.foray.master.release.ReleaseStoreFixture;
import dev.foray.master.release.fixture.JobShapes;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobAdmin.Submitted;
import dev.foray.protocol.JobAdmin.Terms;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir Path directory;

  private final RememberedJobs jobs = new RememberedJobs();
  private Path jar;
  private Submissions submissions;

  @BeforeEach
  void buildTheJar() throws Exception {
    jar =
        JarFixture.at(directory.resolve("job.jar"))
            .with(JobShapes.AddUp.class, JobShapes.Unwritten.class)
            .write();
    submissions = submissions(List.of());
  }

  private static void tellable(String target) throws Refused {
    if (target.startsWith("ftp:")) {
      throw new Refused(ExitCode.WRONG_USE, target + " can't be notified");
    }
  }

  private Submissions submissions(List<Setting> configured) {
    ReleaseStore releases = ReleaseStoreFixture.in(directory.resolve("releases"));
    CurrentRelease current = ReleaseStoreFixture.current(releases);
    return new Submissions(
        releases,
        current,
        jobs,
        configured,
        new BoundsCheck(new LocalPrices(Map.of())),
        SubmissionsTest::tellable,
        InstantSource.fixed(NOW));
  }

  @Test
  void jobIsStoredWithTheFullNameOfItsClassAndItsRelease() throws Exception {
    Submitted submitted = submissions.submit(submission());

    NewJob stored = jobs.of(submitted.job());
    assertThat(submitted.existed()).isFalse();
    assertThat(stored.jobClass()).isEqualTo(JobShapes.AddUp.class.getName());
    assertThat(stored.release()).matches("[0-9a-f]{64}");
    assertThat(stored.submittedAt()).isEqualTo(NOW);
    assertThat(stored.parameters()).containsExactly(new NamedText("since", "2026-01-01"));
  }

  @Test
  void repeatedRequestGivesItsJobEvenIfTheJarIsGone() throws Exception {
    JobId job = submissions.submit(submission()).job();
    Files.delete(jar);

    assertThat(submissions.submit(submission())).isEqualTo(new Submitted(job, true));
    assertThat(jobs.all).hasSize(1);
  }

  @Test
  void keyHasOneJobWhoeverSubmits() throws Exception {
    JobId job = submissions.submit(with("first", "revenue-2026-11-24", List.of())).job();

    assertThat(submissions.submit(with("second", "revenue-2026-11-24", List.of())))
        .isEqualTo(new Submitted(job, true));
    assertThat(submissions.submit(with("third", "revenue-2026-11-25", List.of())).existed())
        .isFalse();
  }

  @Test
  void settingsOfTheCommandLineAndOfTheConfigurationAreStoredWithTheirOrigin() throws Exception {
    Map<String, String> file = Map.of("map-threads", "4", "max-nodes", "7");
    submissions = submissions(JobSetting.configured(name -> Optional.ofNullable(file.get(name))));

    JobId job =
        submissions
            .submit(
                settings(
                    new NamedText("mapThreads", "8"), new NamedText("attempt-timeout", " 10m")))
            .job();

    assertThat(jobs.of(job).settings())
        .containsExactlyInAnyOrder(
            new Setting("mapThreads", "8", "command line"),
            new Setting("attemptTimeout", "10m", "command line"),
            new Setting("mapThreads", "4", "configuration"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mapThread      | 4   | there is no setting mapThread: did you mean mapThreads? There are mapThreads, mapRetries, attempts, attemptTimeout, maxSkipped, maxRunningChunks, writeBuffer, batchSize, notify, stallAfter, chunksPerJvm, spares, secondAttemptFrom
          chunksPerJvm   | 0   | the setting chunksPerJvm is "0" in the command line: write a whole number, 1 or more
          spares         | on  | the setting spares is "on" in the command line: write true or false
          mapThreads     | 0   | the setting mapThreads is 0: it must be at least 1, and the command line says so
          attempts       | few | the setting attempts is "few" in the command line: write a whole number
          attemptTimeout | 90  | the setting attemptTimeout is "90" in the command line: write it as 90s, 10m or 1h
          stallAfter     | 0s  | the setting stallAfter is "0s" in the command line: write it as 90s, 10m or 1h
          notify         | ftp:x | ftp:x can't be notified
          attemptTimeout | 0s  | the setting attemptTimeout is PT0S: it must be more than zero, and the command line says so
          """)
  void unusableSettingIsRefusedBeforeAnythingIsStored(String name, String value, String sentence) {
    assertRefused(settings(new NamedText(name, value))).hasMessage(sentence);
    assertThat(directory.resolve("releases/jars")).isEmptyDirectory();
  }

  @Test
  void unusableConfigurationIsRefusedWhereItIsRead() {
    assertThatThrownBy(
            () ->
                JobSetting.configured(
                    name -> name.equals("attempts") ? Optional.of("0") : Optional.empty()))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "the setting attempts is 0: it must be at least 1, and the configuration says so");
  }

  @Test
  void whatIsMissingOrGivenTwiceIsRefused() {
    assertRefused(jars("job.jar"))
        .hasMessage("the jar job.jar is named by a relative path: give its whole path");
    assertRefused(with("a", " ", List.of())).hasMessage("the key is empty: give one");
    assertRefused(with("a", "k".repeat(1_001), List.of()))
        .hasMessage("the key has 1001 characters, and 1000 are the most: shorten it");
    assertRefused(settings(new NamedText("attempts", "1"), new NamedText("attempts", "2")))
        .hasMessage("the setting attempts is given twice: give it once");
    assertRefused(at("Mars/Olympus", "UTF-8"))
        .hasMessage("the time zone \"Mars/Olympus\" is not known to the Master");
    assertRefused(at("UTC", "morse code"))
        .hasMessage("the encoding \"morse code\" is not known to the Master");
  }

  @Test
  void settingGivenInBothItsFormsIsRefused() {
    assertRefused(settings(new NamedText("map-threads", "1"), new NamedText("mapThreads", "2")))
        .hasMessage("the setting mapThreads is given twice: give it once");
  }

  @Test
  void jobWithoutJarsRunsTheCurrentReleaseAndKeepsIt() throws Exception {
    assertRefused(jars())
        .hasMessage(
            "nothing has been deployed yet: deploy a release with mvn deploy or master deploy, or"
                + " give the job's jars with --jar");
    ReleaseStore releases = ReleaseStoreFixture.in(directory.resolve("releases"));
    CurrentRelease current = ReleaseStoreFixture.current(releases);
    String first = releases.store(List.of(jar)).release().id();
    current.promote(first, "ada");
    submissions =
        new Submissions(
            releases,
            current,
            jobs,
            List.of(),
            new BoundsCheck(new LocalPrices(Map.of())),
            SubmissionsTest::tellable,
            InstantSource.fixed(NOW));

    JobId pinned =
        submissions.submit(submission("a", List.of(), null, List.of(), "UTC", "UTF-8")).job();

    assertThat(jobs.of(pinned).release()).isEqualTo(first);
    assertThat(jobs.of(pinned).jobClass()).isEqualTo(JobShapes.AddUp.class.getName());
  }

  @Test
  void unknownClassIsRefusedWithTheStoresSentence() {
    assertRefused(
            new Submission(
                "a",
                "AddDown",
                List.of(jar.toString()),
                null,
                0,
                List.of(),
                List.of(),
                Terms.NONE,
                "UTC",
                "en",
                "UTF-8",
                "anna"))
        .hasMessageStartingWith("there is no class AddDown in the jars: did you mean ");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Submission submission) {
    var refusal =
        assertThatThrownBy(() -> submissions.submit(submission))
            .isInstanceOfSatisfying(
                Refused.class,
                refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE));
    assertThat(jobs.all).isEmpty();
    return refusal;
  }

  private Submission submission() {
    return with("request", null, List.of());
  }

  private Submission settings(NamedText... settings) {
    return with("request", null, List.of(settings));
  }

  private Submission with(String request, @Nullable String key, List<NamedText> settings) {
    return submission(request, List.of(jar.toString()), key, settings, "UTC", "UTF-8");
  }

  private Submission jars(String... jars) {
    return submission("request", List.of(jars), null, List.of(), "UTC", "UTF-8");
  }

  private Submission at(String timeZone, String encoding) {
    return submission("request", List.of(jar.toString()), null, List.of(), timeZone, encoding);
  }

  private static Submission submission(
      String request,
      List<String> jars,
      @Nullable String key,
      List<NamedText> settings,
      String timeZone,
      String encoding) {
    return new Submission(
        request,
        "AddUp",
        jars,
        key,
        0,
        List.of(new NamedText("since", "2026-01-01")),
        settings,
        Terms.NONE,
        timeZone,
        "en",
        encoding,
        "anna");
  }

  private static final class RememberedJobs implements Submissions.JobRows {
    private final List<NewJob> all = new ArrayList<>();

    private NewJob of(JobId job) {
      return all.get((int) job.number() - 1);
    }

    @Override
    public Optional<JobId> existing(String requestId, @Nullable String key) {
      return all.stream()
          .filter(
              job ->
                  job.requestId().equals(requestId)
                      || (key != null && Objects.equals(job.key(), key)))
          .map(job -> new JobId(all.indexOf(job) + 1))
          .findFirst();
    }

    @Override
    public Jobs.Added add(NewJob job) {
      all.add(job);
      return new Jobs.Added(new JobId(all.size()), false);
    }
  }
}

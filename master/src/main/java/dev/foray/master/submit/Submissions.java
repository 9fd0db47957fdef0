package dev.foray.master.submit;

import dev.foray.master.ledger.Bounds;
import dev.foray.master.ledger.Jobs;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.NewJob;
import dev.foray.master.release.CurrentRelease;
import dev.foray.master.release.ReleaseStore;
import dev.foray.master.release.StoredRelease;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobAdmin.Submitted;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs in. A submission that was taken before, by its request id or by its key, gives its
 * job, whatever has become of its jars since; any other is checked and stored with its release.
 * Made by the Master's main; thread-safe.
 */
public final class Submissions {
  private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);

  private final ReleaseStore releases;
  private final CurrentRelease current;
  private final JobRows jobs;
  private final List<Setting> configured;
  private final BoundsCheck bounds;
  private final TargetCheck targets;
  private final InstantSource clock;

  /** Whether somebody can be told of a job. */
  public interface TargetCheck {
    void pass(String target) throws Refused;
  }

  /** The ledger's job rows, as far as they are needed here. */
  interface JobRows {
    Optional<JobId> existing(String requestId, @Nullable String key);

    Jobs.Added add(NewJob job);
  }

  /**
   * @param configured what the Master's configuration says, from {@link JobSetting#configured}
   */
  public Submissions(
      ReleaseStore releases,
      CurrentRelease current,
      Ledger ledger,
      List<Setting> configured,
      BoundsCheck bounds,
      TargetCheck targets,
      InstantSource clock) {
    this(releases, current, rowsOf(ledger.jobs()), configured, bounds, targets, clock);
  }

  Submissions(
      ReleaseStore releases,
      CurrentRelease current,
      JobRows jobs,
      List<Setting> configured,
      BoundsCheck bounds,
      TargetCheck targets,
      InstantSource clock) {
    this.releases = releases;
    this.current = current;
    this.jobs = jobs;
    this.configured = List.copyOf(configured);
    this.bounds = bounds;
    this.targets = targets;
    this.clock = clock;
  }

  /**
   * @throws Refused with one sentence, if the class, a jar, a setting or a parameter can't be used
   */
  public Submitted submit(Submission submission) throws Refused {
    Optional<JobId> existing = jobs.existing(submission.requestId(), submission.key());
    if (existing.isPresent()) {
      return new Submitted(existing.get(), true);
    }
    SubmissionCheck.pass(submission);
    List<Setting> settings = settings(submission);
    Bounds said = bounds.of(submission.terms());
    StoredRelease stored = release(submission);
    String jobClass = stored.jobClasses().resolve(submission.jobClass());
    Jobs.Added added = jobs.add(job(submission, jobClass, stored.release().id(), settings, said));
    if (!added.existed()) {
      LOG.info("{} is accepted: {}, submitted by {}", added.job(), jobClass, submission.by());
    }
    return new Submitted(added.job(), added.existed());
  }

  /** Without jars it is the current release; from now on, whatever becomes current, this one. */
  private StoredRelease release(Submission submission) throws Refused {
    return submission.jars().isEmpty()
        ? current.open()
        : releases.store(SubmissionCheck.jars(submission.jars()));
  }

  private List<Setting> settings(Submission submission) throws Refused {
    List<Setting> said = JobSetting.onCommandLine(submission.settings());
    for (Setting setting : said) {
      if (setting.name().equals(RunSetting.NOTIFY.text())) {
        targets.pass(setting.value());
      }
    }
    return Stream.concat(said.stream(), configured.stream()).toList();
  }

  private NewJob job(
      Submission submission,
      String jobClass,
      String release,
      List<Setting> settings,
      Bounds bounds) {
    return new NewJob(
        jobClass,
        release,
        submission.requestId(),
        submission.key(),
        submission.dryRunChunks(),
        submission.by(),
        clock.instant(),
        submission.timeZone(),
        submission.locale(),
        submission.encoding(),
        submission.parameters(),
        settings,
        bounds);
  }

  private static JobRows rowsOf(Jobs jobs) {
    return new JobRows() {
      @Override
      public Optional<JobId> existing(String requestId, @Nullable String key) {
        return jobs.existing(requestId, key);
      }

      @Override
      public Jobs.Added add(NewJob job) {
        return jobs.add(job);
      }
    };
  }
}

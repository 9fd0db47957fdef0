package dev.foray.master.order;

import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Release;
import dev.foray.master.submit.RunSetting;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the order for one attempt from what the ledger says and what this Master is. One instance
 * for the Master's life. Thread-safe.
 */
public final class Orders {
  private final Issuer issuer;
  private final Function<Job, Order.Settings> settings;
  private final Function<String, Release> releases;
  private final Function<Order.Code, Optional<String>> archives;
  private final Function<Chunk, Order.Care> care;
  private final Predicate<Job> brevity;
  private final Supplier<List<NamedSecret>> secrets;
  private final Function<AttemptId, Secret> identities;

  /**
   * What is the same in every order of this Master.
   *
   * @param master where runners report
   * @param hibernate {@code hibernate.*} settings passed through
   */
  public record Issuer(
      long epoch,
      Endpoint master,
      Order.Database database,
      int heapMegabytes,
      List<NamedText> hibernate,
      List<String> jvmOptions) {}

  /**
   * @param settings the settings that hold for a job
   * @param releases a release by its id, its jars with their paths
   * @param archives the class-data archive for a class path; empty while there is none
   * @param care what earlier attempts at a chunk make necessary
   * @param brevity whether a JVM has done with its chunks of a job before optimized code would pay
   * @param identities the identity of an attempt, in PEM
   * @param secrets what jobs may ask for by name
   */
  public Orders(
      Issuer issuer,
      Function<Job, Order.Settings> settings,
      Function<String, Release> releases,
      Function<Order.Code, Optional<String>> archives,
      Function<Chunk, Order.Care> care,
      Predicate<Job> brevity,
      Function<AttemptId, Secret> identities,
      Supplier<List<NamedSecret>> secrets) {
    this.issuer = issuer;
    this.settings = settings;
    this.releases = releases;
    this.archives = archives;
    this.care = care;
    this.brevity = brevity;
    this.identities = identities;
    this.secrets = secrets;
  }

  /** For an attempt at plan or finish. */
  public Order forStep(Job job, AttemptId attempt) {
    return order(job, attempt, null, Order.Jvm.OF_ITS_OWN);
  }

  /**
   * For an attempt at a chunk.
   *
   * @param chunk as it was before its dispatch
   * @param followed whether more chunks of the job wait than there are slots
   */
  public Order forChunk(Job job, Chunk chunk, AttemptId attempt, boolean followed) {
    int count = job.chunkCount() == null ? 0 : job.chunkCount();
    return order(
        job,
        attempt,
        new Order.ChunkSpec(
            chunk.index(), count, chunk.item(), chunk.range(), job.rows(), care.apply(chunk)),
        new Order.Jvm(
            RunSetting.chunksPerJvm(job),
            followed && RunSetting.hasSpares(job),
            brevity.test(job)));
  }

  private Order order(Job job, AttemptId attempt, Order.@Nullable ChunkSpec chunk, Order.Jvm jvm) {
    return new Order(
        attempt,
        issuer.epoch(),
        issuer.master(),
        identities.apply(attempt),
        new Order.Job(
            job.jobClass(),
            job.submittedAt(),
            job.dryRunChunks(),
            job.parameters(),
            secrets.get(),
            job.timeZone(),
            job.locale(),
            job.encoding()),
        code(releases.apply(job.release()), hibernate(job)),
        issuer.database(),
        settings.apply(job),
        chunk,
        jvm);
  }

  /** What this Master says, then what the job says, which counts where both do. */
  private List<NamedText> hibernate(Job job) {
    return Stream.concat(
            issuer.hibernate().stream(),
            job.settings().stream()
                .filter(setting -> setting.name().startsWith(Job.HIBERNATE))
                .map(setting -> new NamedText(setting.name(), setting.value())))
        .toList();
  }

  private Order.Code code(Release release, List<NamedText> hibernate) {
    Order.Code plain = code(release, hibernate, null);
    return archives.apply(plain).map(archive -> code(release, hibernate, archive)).orElse(plain);
  }

  private Order.Code code(Release release, List<NamedText> hibernate, @Nullable String archive) {
    return new Order.Code(
        release.id(),
        release.jars(),
        release.entities(),
        release.bytecodeProvider(),
        archive,
        hibernate,
        issuer.heapMegabytes(),
        issuer.jvmOptions());
  }
}

package dev.foray.master;

import dev.foray.master.admin.JobAdminEndpoint;
import dev.foray.master.admin.Waits;
import dev.foray.master.bill.Budgets;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.loop.Loop;
import dev.foray.master.notify.LastRound;
import dev.foray.master.notify.Notices;
import dev.foray.master.notify.Post;
import dev.foray.master.outcome.Pace;
import dev.foray.master.submit.RunSetting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tells people of jobs: notices what is to be told, and sends it. Made and closed by the {@link
 * Master}, whose loops do not wait for it.
 */
final class MasterPost implements JobAdminEndpoint.Telling, AutoCloseable {
  /** As long as one try may take. */
  private static final Duration LONGEST_LAST = Duration.ofSeconds(20);

  private final Post post;
  private final Loop posting;
  private final Notices notices;
  private final Loop noticing;

  MasterPost(
      MasterSettings settings,
      Ledger ledger,
      String cluster,
      MasterSecrets secrets,
      Waits waits,
      Pace pace,
      Budgets budgets,
      InstantSource clock) {
    this.post = new Post(ledger, settings.targets(), secrets::find, cluster, clock);
    this.posting = new Loop("post", post, Duration.ofSeconds(1));
    this.notices =
        new Notices(
            ledger,
            new Notices.Wishes(
                RunSetting.NOTIFY.text(),
                RunSetting::target,
                RunSetting::stallAfter,
                posting::wake),
            waits::of,
            pace::running,
            budgets::left,
            Post::newId,
            cluster,
            clock,
            System::nanoTime);
    this.noticing = new Loop("notices", notices, Duration.ofSeconds(5));
  }

  void start() {
    noticing.start();
    posting.start();
  }

  /** A job has moved. */
  void wake() {
    noticing.wake();
  }

  /** Jobs that stand still now. */
  int stalled() {
    return notices.stalled();
  }

  /** Whether a job may name that target. */
  void check(String target) throws Refused {
    post.check(target);
  }

  @Override
  public Optional<String> complaint(JobId job) {
    return post.complaint(job);
  }

  @Override
  public void tryOut(String target, String by) throws Refused {
    post.tryOut(target, by);
  }

  /**
   * A Master that ends with its one job tells of its end first, if that takes no longer than a
   * while; what is left then waits for the next Master of this ledger.
   */
  void sendLast() {
    noticing.close();
    posting.close();
    new LastRound(List.of(notices, post), LONGEST_LAST).run();
  }

  @Override
  public void close() {
    noticing.close();
    post.close();
    posting.close();
  }
}

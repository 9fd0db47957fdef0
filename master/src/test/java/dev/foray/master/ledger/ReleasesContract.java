package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static dev.foray.master.ledger.LedgerRig.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every ledger does with releases, and with which of them is current. */
interface ReleasesContract {
  LedgerRig rig();

  @Test
  default void releaseKeepsItsVersionAndWhoGaveIt() {
    Release release = add("1.4.0", "ada");

    assertThat(releases().find(release.id())).hasValue(release);
    assertThat(releases().newest(1_000)).contains(release.id());
  }

  @Test
  default void jarsOfAJobThatAreDeployedLaterGetTheirVersionThen() {
    Release submitted = add(null, null);

    releases().add(named(submitted.id(), "1.4.0", "ada"));
    releases().add(named(submitted.id(), "1.5.0", "bob"));

    Release found = releases().find(submitted.id()).orElseThrow();
    assertThat(found.version()).isEqualTo("1.4.0");
    assertThat(found.givenBy()).isEqualTo("ada");
  }

  @Test
  default void prunedReleaseIsGoneUntilItsJarsAreGivenAgain() {
    Release release = add("1.4.0", "ada");

    assertThat(releases().prune(release.id(), NOW)).isTrue();
    assertThat(releases().prune(release.id(), NOW)).isFalse();
    assertThat(releases().find(release.id())).isEmpty();
    assertThat(releases().newest(1_000)).doesNotContain(release.id());
    assertThat(releases().jarsKept()).doesNotContain(release.id() + "-jar");

    releases().add(release);
    assertThat(releases().find(release.id())).hasValue(release);
    assertThat(releases().jarsKept()).contains(release.id() + "-jar");
  }

  @Test
  default void releaseThatAJobStillNeedsIsNotPruned() {
    Release release = add("1.4.0", "ada");
    JobId job =
        rig().ledger().jobs().add(LedgerRig.newJob(UUID.randomUUID().toString(), null)).job();
    rig()
        .ledger()
        .transactions()
        .run(
            session ->
                session
                    .createMutationQuery("update JobRow set releaseId = :release where id = :job")
                    .setParameter("release", release.id())
                    .setParameter("job", job.number())
                    .executeUpdate());

    assertThat(releases().prune(release.id(), NOW)).isFalse();
    rig().ledger().jobs().move(job, JobState.ACCEPTED, JobState.CANCELLED, null, NOW);
    assertThat(releases().prune(release.id(), NOW)).isTrue();
  }

  @Test
  default void currentReleaseIsNotPruned() {
    Release first = add("1", "ada");
    Release second = add("2", "ada");

    promote(first);
    assertThat(releases().prune(first.id(), NOW)).isFalse();
    promote(second);
    assertThat(releases().prune(first.id(), NOW)).isTrue();
  }

  @Test
  default void ofEightPromotionsWithOneNumberOneHolds() throws Exception {
    Release release = add("1", "ada");
    long number = next();
    AtomicInteger who = new AtomicInteger();

    List<Boolean> held =
        atOnce(
            8,
            () ->
                promotions()
                    .add(
                        new Promotion(
                            number, release.id(), null, NOW, "ada-" + who.incrementAndGet())));

    assertThat(held).containsOnlyOnce(true);
    assertThat(promotions().newest(1).get(0).release()).isEqualTo(release.id());
  }

  private Release add(@Nullable String version, @Nullable String by) {
    Release release = named("r-" + UUID.randomUUID(), version, by);
    releases().add(release);
    return release;
  }

  private static Release named(String id, @Nullable String version, @Nullable String by) {
    return new Release(
        id,
        NOW,
        List.of(new Order.Jar("job.jar", id + "-jar", 7, "")),
        List.of(),
        List.of(),
        false,
        version,
        by);
  }

  private void promote(Release release) {
    assertThat(promotions().add(new Promotion(next(), release.id(), null, NOW, "ada"))).isTrue();
  }

  private long next() {
    return promotions().newest(1).stream().mapToLong(Promotion::number).max().orElse(0) + 1;
  }

  private Releases releases() {
    return rig().ledger().releases();
  }

  private Promotions promotions() {
    return rig().ledger().promotions();
  }
}

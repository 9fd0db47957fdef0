package dev.foray.master.ledger;

import dev.foray.protocol.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;

/** The notification rows. */
public final class Notifications {
  private final Transactions transactions;

  Notifications(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Stores it, unless there is one for that occasion.
   *
   * @return false: there was one
   */
  public boolean add(Notification notification) {
    try {
      return transactions.run(
          session -> {
            boolean there =
                !session
                    .createSelectionQuery(
                        """
                        select id from NotificationRow
                        where jobId = :job and event = :event and occasion = :occasion
                        """,
                        String.class)
                    .setParameter("job", notification.job().number())
                    .setParameter("event", notification.event())
                    .setParameter("occasion", notification.occasion())
                    .getResultList()
                    .isEmpty();
            if (!there) {
              session.insert(new NotificationRow(notification));
            }
            return !there;
          });
    } catch (ConstraintViolationException e) {
      return false; // Guard against race with another Master: it has stored it in this moment.
    }
  }

  /** Those to be tried now, the longest due first. */
  public List<Notification> due(Instant now, int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from NotificationRow where state = WAITING and dueAt <= :now order by dueAt, id",
                    NotificationRow.class)
                .setParameter("now", now)
                .setMaxResults(most)
                .getResultStream()
                .map(NotificationRow::toNotification)
                .toList());
  }

  public boolean delivered(String id) {
    return end(id, NotificationState.DELIVERED);
  }

  public boolean giveUp(String id) {
    return end(id, NotificationState.GIVEN_UP);
  }

  private boolean end(String id, NotificationState to) {
    States.require(NotificationState.WAITING.canBecome(to), id, NotificationState.WAITING, to);
    return transactions.changed(
        session ->
            session
                .createMutationQuery(
                    "update NotificationRow set state = :to where id = :id and state = WAITING")
                .setParameter("to", to)
                .setParameter("id", id)
                .executeUpdate());
  }

  /** It was tried in vain, and waits; with it all others for that target. */
  public void failed(Notification notification, String why, Instant nextTry) {
    transactions.run(
        session -> {
          int put =
              session
                  .createMutationQuery(
                      """
                      update NotificationRow set tries = tries + 1, failure = :why
                      where id = :id and state = WAITING
                      """)
                  .setParameter("why", Texts.storable(why, Texts.NAME))
                  .setParameter("id", notification.id())
                  .executeUpdate();
          return put
              + session
                  .createMutationQuery(
                      """
                      update NotificationRow set dueAt = :next
                      where target = :target and state = WAITING and dueAt < :next
                      """)
                  .setParameter("next", nextTry)
                  .setParameter("target", notification.target())
                  .executeUpdate();
        });
  }

  /** The newest of a job that has not reached anybody, and was tried. */
  public Optional<Notification> undelivered(JobId job) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    from NotificationRow
                    where jobId = :job and state <> DELIVERED and failure is not null
                    order by createdAt desc, id
                    """,
                    NotificationRow.class)
                .setParameter("job", job.number())
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(NotificationRow::toNotification));
  }

  /** How many there are in each state that any is in. */
  public Map<NotificationState, Long> counts() {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "select state, count(*) from NotificationRow group by state", StateCount.class)
                .getResultStream()
                .collect(Collectors.toMap(StateCount::state, StateCount::count)));
  }

  record StateCount(NotificationState state, long count) {}

  /** How many were tried in vain and wait. */
  public long waiting() {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select count(*) from NotificationRow
                    where state = WAITING and failure is not null
                    """,
                    Long.class)
                .getSingleResult());
  }

  /**
   * Jobs in earnest that have ended since then, with a setting of that name, and of whose end
   * nobody is told yet.
   */
  public List<JobId> endsUntold(String setting, Instant since, int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select j.id from JobRow j
                    where j.endedAt > :since and j.dryRun = false
                      and exists (
                        select 1 from JobSettingRow s
                        where s.key.jobId = j.id and s.key.name = :setting)
                      and not exists (
                        select 1 from NotificationRow n
                        where n.jobId = j.id and n.event in (SUCCEEDED, FAILED, CANCELLED)
                          and n.createdAt >= j.endedAt)
                    order by j.endedAt
                    """,
                    Long.class)
                .setParameter("since", since)
                .setParameter("setting", setting)
                .setMaxResults(most)
                .getResultStream()
                .map(JobId::new)
                .toList());
  }
}

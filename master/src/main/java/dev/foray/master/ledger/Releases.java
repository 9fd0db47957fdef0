package dev.foray.master.ledger;

import dev.foray.master.ledger.ReleaseClassRow.Kind;
import dev.foray.protocol.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/** The releases. */
public final class Releases {
  private final Transactions transactions;

  Releases(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Stores it; what is found in the jars of one that is there stays as it is, and its jars count as
   * given now. The jars' paths are not stored: they follow from their hashes.
   */
  public void add(Release release) {
    if (isGivenAgain(release)) {
      return;
    }
    try {
      transactions.run(session -> insert(session, release));
    } catch (ConstraintViolationException e) {
      // Guard against race with another who gives the same jars: it has stored the same release.
      if (!isGivenAgain(release)) {
        throw e;
      }
    }
  }

  /** The release; each jar's path is empty. Empty if there is none, or its jars are gone. */
  public Optional<Release> find(String id) {
    return transactions.run(
        session ->
            Optional.ofNullable(session.get(ReleaseRow.class, id))
                .filter(row -> row.prunedAt == null)
                .map(row -> complete(session, row)));
  }

  /** Ids of those whose jars are there, the last given first. */
  public List<String> newest(int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select id from ReleaseRow where prunedAt is null
                    order by coalesce(givenAt, createdAt) desc, id
                    """,
                    String.class)
                .setMaxResults(most)
                .getResultList());
  }

  /**
   * Gives the jars of a release up, unless it is current or a job that has not ended runs it.
   *
   * @return false: it stays
   */
  public boolean prune(String id, Instant now) {
    return transactions.changed(
        session ->
            session
                .createMutationQuery(
                    """
                    update ReleaseRow r set r.prunedAt = :now
                    where r.id = :id and r.prunedAt is null
                      and not exists (
                        select 1 from JobRow j where j.releaseId = :id
                          and j.state not in (SUCCEEDED, FAILED, CANCELLED))
                      and not exists (
                        select 1 from PromotionRow p where p.releaseId = :id
                          and p.number = (select max(q.number) from PromotionRow q))
                    """)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate());
  }

  /** The SHA-256 of each jar that belongs to a release which is kept. */
  public Set<String> jarsKept() {
    return transactions.run(
        session ->
            Set.copyOf(
                session
                    .createSelectionQuery(
                        """
                        select distinct j.sha256 from ReleaseJarRow j
                        where j.key.releaseId in (select r.id from ReleaseRow r where r.prunedAt is null)
                        """,
                        String.class)
                    .getResultList()));
  }

  private boolean isGivenAgain(Release release) {
    return transactions.changed(
        session ->
            session
                .createMutationQuery(
                    """
                    update ReleaseRow
                    set prunedAt = null, givenAt = :now,
                        version = coalesce(version, :version), givenBy = coalesce(givenBy, :by)
                    where id = :id
                    """)
                .setParameter("now", release.createdAt())
                .setParameter("version", Texts.storableOrNull(release.version(), Texts.VERSION))
                .setParameter("by", Texts.storableOrNull(release.givenBy(), Texts.NAME))
                .setParameter("id", release.id())
                .executeUpdate());
  }

  private static Release complete(StatelessSession session, ReleaseRow row) {
    return row.toRelease(
        jars(session, row.id),
        classes(session, row.id, Kind.JOB),
        classes(session, row.id, Kind.ENTITY));
  }

  private static Object insert(StatelessSession session, Release release) {
    session.insert(new ReleaseRow(release));
    session.insertMultiple(jarRows(release));
    List<ReleaseClassRow> classes = new ArrayList<>();
    classes.addAll(classRows(release.id(), Kind.JOB, release.jobClasses()));
    classes.addAll(classRows(release.id(), Kind.ENTITY, release.entities()));
    session.insertMultiple(classes);
    return release.id();
  }

  private static List<ReleaseJarRow> jarRows(Release release) {
    List<ReleaseJarRow> rows = new ArrayList<>();
    for (Order.Jar jar : release.jars()) {
      rows.add(new ReleaseJarRow(release.id(), rows.size(), jar));
    }
    return rows;
  }

  private static List<ReleaseClassRow> classRows(
      String release, Kind kind, Collection<String> names) {
    return new LinkedHashSet<>(names)
        .stream().map(name -> new ReleaseClassRow(release, kind, name)).toList();
  }

  private static List<Order.Jar> jars(StatelessSession session, String release) {
    return session
        .createSelectionQuery(
            "from ReleaseJarRow where key.releaseId = :release order by key.position",
            ReleaseJarRow.class)
        .setParameter("release", release)
        .getResultStream()
        .map(ReleaseJarRow::toJar)
        .toList();
  }

  private static List<String> classes(StatelessSession session, String release, Kind kind) {
    return session
        .createSelectionQuery(
            """
            select key.name from ReleaseClassRow
            where key.releaseId = :release and key.kind = :kind order by key.name
            """,
            String.class)
        .setParameter("release", release)
        .setParameter("kind", kind)
        .getResultList();
  }
}

package dev.foray.master.ledger;

import dev.foray.master.ledger.ReleaseClassRow.Kind;
import dev.foray.protocol.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/** The releases. */
public final class Releases {
  private final Transactions transactions;

  Releases(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Stores it; one that is there stays as it is. The jars' paths are not stored: they follow from
   * their hashes.
   */
  public void add(Release release) {
    if (isThere(release.id())) {
      return;
    }
    try {
      transactions.run(session -> insert(session, release));
    } catch (ConstraintViolationException e) {
      // Guard against race with a second submit of the same jars: it has stored the same release.
      if (!isThere(release.id())) {
        throw e;
      }
    }
  }

  /** The release; each jar's path is empty. */
  public Optional<Release> find(String id) {
    return transactions.run(
        session ->
            Optional.ofNullable(session.get(ReleaseRow.class, id))
                .map(
                    row ->
                        row.toRelease(
                            jars(session, id),
                            classes(session, id, Kind.JOB),
                            classes(session, id, Kind.ENTITY))));
  }

  private boolean isThere(String id) {
    return transactions.run(session -> session.get(ReleaseRow.class, id) != null);
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

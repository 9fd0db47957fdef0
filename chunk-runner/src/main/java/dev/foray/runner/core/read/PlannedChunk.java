package dev.foray.runner.core.read;

import dev.foray.api.Chunk;
import dev.foray.api.JobMistake;
import dev.foray.api.KeyRange;
import dev.foray.api.KeyText;
import dev.foray.protocol.Order;
import dev.foray.protocol.TypedText;
import dev.foray.runner.core.plain.TypedValue;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** One chunk of the frozen plan, as the job's code reads it. Immutable. */
public final class PlannedChunk implements Chunk {
  private static final String FROM = "forayFrom";
  private static final String TO = "forayTo";

  private final Order.ChunkSpec spec;
  private final @Nullable KeyRange range;
  private final int fetchSize;

  public PlannedChunk(Order.ChunkSpec spec, int fetchSize) {
    this.spec = spec;
    this.range = spec.range() == null ? null : rangeOf(spec.range());
    this.fetchSize = fetchSize;
  }

  @Override
  public int index() {
    return spec.index();
  }

  @Override
  public int count() {
    return spec.count();
  }

  @Override
  public String item() {
    if (spec.item() == null) {
      throw new JobMistake(
          "this chunk has no item: "
              + (range == null
                  ? "its plan is a count, use chunk.index()"
                  : "its plan is of ranges, use chunk.range(), chunk.rows or chunk.within"));
    }
    return spec.item();
  }

  @Override
  public KeyRange range() {
    if (range == null) {
      throw new JobMistake(
          "this chunk has no range: "
              + (spec.item() == null
                  ? "its plan is a count, use chunk.index()"
                  : "its plan is of items, use chunk.item()"));
    }
    return range;
  }

  @Override
  public <E> Stream<E> rows(StatelessSession db, Class<E> entity) {
    range();
    Order.Rows rows = spec.rows();
    if (rows == null || !rows.entity().equals(entity.getName())) {
      throw new JobMistake(
          "chunk.rows of "
              + entity.getName()
              + " is not possible: the plan is "
              + (rows == null ? "of ranges made by hand" : "of the rows of " + rows.entity())
              + "; use chunk.query with chunk.within(...)");
    }
    if (rows.where() == null) {
      return rowsOfRange(db, entity, rows.key()).getResultStream();
    }
    SelectionQuery<E> query = query(db, hql(db, rows, entity), entity);
    for (TypedText parameter : rows.parameters()) {
      query.setParameter(parameter.name(), TypedValue.read(parameter));
    }
    return query.getResultStream();
  }

  @Override
  public String within(String keyPath) {
    KeyRange keys = range();
    String from = keys.from() == null ? "" : keyPath + " >= :" + FROM;
    String to = keys.to() == null ? "" : keyPath + (keys.toIncluded() ? " <= :" : " < :") + TO;
    if (from.isEmpty() && to.isEmpty()) {
      return "(1 = 1)";
    }
    return "(" + from + (from.isEmpty() || to.isEmpty() ? "" : " and ") + to + ")";
  }

  @Override
  public <T> SelectionQuery<T> query(StatelessSession db, String hql, Class<T> result) {
    SelectionQuery<T> query = db.createSelectionQuery(hql, result).setFetchSize(fetchSize);
    if (range != null) {
      bind(query, hql, FROM, range.from());
      bind(query, hql, TO, range.to());
    }
    return query;
  }

  /** By criteria: the parser of HQL takes longer to start than such a query to run. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the key's type is known when the job runs
  private <E> SelectionQuery<E> rowsOfRange(StatelessSession db, Class<E> entity, String keyName) {
    KeyRange keys = range();
    CriteriaBuilder builder = db.getFactory().getCriteriaBuilder();
    CriteriaQuery<E> select = builder.createQuery(entity);
    Root<E> row = select.from(entity);
    Expression<Comparable> key = row.get(keyName);
    List<Predicate> within = new ArrayList<>();
    if (keys.from() != null) {
      within.add(builder.greaterThanOrEqualTo(key, (Comparable) keys.from()));
    }
    if (keys.to() != null) {
      Comparable to = keys.to();
      within.add(
          keys.toIncluded() ? builder.lessThanOrEqualTo(key, to) : builder.lessThan(key, to));
    }
    select.where(within.toArray(Predicate[]::new)).orderBy(builder.asc(key));
    return db.createSelectionQuery(select).setFetchSize(fetchSize);
  }

  private String hql(StatelessSession db, Order.Rows rows, Class<?> entity) {
    String name = db.getFactory().getMetamodel().entity(entity).getName();
    String key = "row." + rows.key();
    return "select row from "
        + name
        + " row where "
        + within(key)
        + " and ("
        + rows.where()
        + ") order by "
        + key;
  }

  private static void bind(
      SelectionQuery<?> query, String hql, String name, @Nullable Object value) {
    if (value != null && hql.contains(":" + name)) {
      query.setParameter(name, value);
    }
  }

  private static KeyRange rangeOf(Order.Range range) {
    return new KeyRange(
        key(range.type(), range.from()), key(range.type(), range.to()), range.toIncluded());
  }

  private static @Nullable Comparable<?> key(@Nullable String type, @Nullable String text) {
    return type == null || text == null ? null : KeyText.read(type, text);
  }
}

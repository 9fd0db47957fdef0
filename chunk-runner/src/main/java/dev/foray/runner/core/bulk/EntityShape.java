package dev.foray.runner.core.bulk;

import dev.foray.api.BulkTarget;
import dev.foray.api.JobMistake;
import dev.foray.runner.core.bulk.BulkColumn.Use;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An entity's rows: what Hibernate's own insert would write, id, first version and generated values
 * included. Made for one session by {@link EntityParts}.
 */
final class EntityShape implements RowShape {
  private final SharedSessionContractImplementor session;
  private final EntityPersister entity;
  private final boolean upsert;
  private final String table;
  private final @Nullable EntityPart id;
  private final List<EntityPart> attributes;
  private final @Nullable Object discriminator;
  private final List<BulkColumn> columns = new ArrayList<>();

  EntityShape(EntityParts parts, BulkTarget target, boolean upsert) {
    this.session = parts.session();
    this.entity = parts.entity();
    this.upsert = upsert;
    table = SqlName.table(entity.getIdentifierTableMapping().getTableName());
    id = parts.idFor(upsert);
    attributes = parts.attributes();
    discriminator = parts.discriminator();
    if (id != null) {
      columns.addAll(id.columns());
    }
    attributes.forEach(part -> columns.addAll(part.columns()));
    if (discriminator != null) {
      columns.add(parts.discriminatorColumn());
    }
    if (upsert && columns.stream().noneMatch(column -> column.use() == Use.KEY)) {
      throw new JobMistake(
          "BulkInsert.upsert of " + target.name() + " knows its rows by no column that it writes");
    }
  }

  @Override
  public String table() {
    return table;
  }

  @Override
  public List<BulkColumn> columns() {
    return columns;
  }

  @Override
  public void values(Object row, @Nullable Object[] into) {
    if (row.getClass() != entity.getMappedClass()) {
      throw new JobMistake(
          "BulkInsert of "
              + entity.getEntityName()
              + " was given a "
              + row.getClass().getName()
              + ": give the rows of each class to a BulkInsert of their own");
    }
    @Nullable Object[] state = entity.getValues(row);
    if (entity.isVersioned() && Versioning.seedVersion(row, state, entity, session)) {
      entity.setValues(row, state);
    }
    int at = id == null ? 0 : id.put(idOf(row), into, 0, session);
    for (EntityPart part : attributes) {
      at = part.put(part.valueIn(row, state, session), into, at, session);
    }
    if (discriminator != null) {
      into[at] = discriminator;
    }
  }

  private Object idOf(Object row) {
    Object given = entity.getIdentifier(row, session);
    Generator generator = entity.getGenerator();
    if ((upsert && given != null) || !generator.generatedBeforeExecution(row, session)) {
      return given;
    }
    Object made =
        ((BeforeExecutionGenerator) generator)
            .generate(
                session,
                row,
                generator.allowAssignedIdentifiers() ? given : null,
                EventType.INSERT);
    entity.setIdentifier(row, made, session);
    return made;
  }
}

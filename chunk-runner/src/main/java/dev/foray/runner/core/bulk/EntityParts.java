package dev.foray.runner.core.bulk;

import dev.foray.api.BulkTarget;
import dev.foray.api.JobMistake;
import dev.foray.runner.core.bulk.BulkColumn.Use;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.Generator;
import org.hibernate.generator.OnExecutionGenerator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.descriptor.ValueBinder;
import org.jspecify.annotations.Nullable;

/**
 * Reads an entity's mapping for what a row of it is made of, and refuses what is more than a row.
 */
final class EntityParts {
  /** Types of which COPY takes the Java value's own text. */
  private static final Set<Integer> AS_IS =
      Set.of(
          Types.BIGINT,
          Types.INTEGER,
          Types.SMALLINT,
          Types.VARCHAR,
          Types.BOOLEAN,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL);

  private static final Set<Class<?>> AS_IS_CLASSES =
      Set.of(
          Long.class,
          Integer.class,
          Short.class,
          String.class,
          Boolean.class,
          Double.class,
          java.math.BigDecimal.class);

  private final SharedSessionContractImplementor session;
  private final BulkTarget target;
  private final EntityPersister entity;
  private final Set<String> named = new HashSet<>();

  EntityParts(SharedSessionContractImplementor session, BulkTarget target, Class<?> type) {
    this.session = session;
    this.target = target;
    EntityPersister found = session.getFactory().getMappingMetamodel().findEntityDescriptor(type);
    if (found == null) {
      throw new JobMistake(
          "BulkInsert of "
              + type.getName()
              + " is not possible: it is no entity of this job; map it, and name it in entities()"
              + " if that is overridden");
    }
    entity = found;
    if (entity.getTableSpan() > 1) {
      throw refusal("its rows stand in " + entity.getTableSpan() + " tables");
    }
    if (entity.getSoftDeleteMapping() != null) {
      throw refusal("it is deleted softly");
    }
    if (entity.getIdentifierTableMapping().getInsertCustomSql() != null) {
      throw refusal("it has an insert of its own in @SQLInsert");
    }
  }

  SharedSessionContractImplementor session() {
    return session;
  }

  EntityPersister entity() {
    return entity;
  }

  /** The id's columns; null: the database makes the id, and nothing is known by it. */
  @Nullable EntityPart idFor(boolean upsert) {
    boolean isKey =
        target.key().isEmpty() || target.key().contains(entity.getIdentifierPropertyName());
    named.add(String.valueOf(entity.getIdentifierPropertyName()));
    boolean madeByDatabase = entity.getGenerator().generatedOnExecution();
    return madeByDatabase && !(upsert && isKey)
        ? null
        : part(entity.getIdentifierMapping(), null, null, isKey ? Use.KEY : Use.KEPT);
  }

  /** The attributes that an insert writes. */
  List<EntityPart> attributes() {
    List<EntityPart> parts = new ArrayList<>();
    entity.getAttributeMappings().forEach(attribute -> add(attribute, parts));
    for (String name : target.key()) {
      checkNamed(name);
    }
    for (String name : target.adding()) {
      checkNamed(name);
    }
    return parts;
  }

  /** The value of the column that tells the classes of a table apart; null: there is none. */
  @Nullable Object discriminator() {
    if (entity.getDiscriminatorMapping() == null
        || !entity.getDiscriminatorMapping().hasPhysicalColumn()) {
      return null;
    }
    String literal = entity.getDiscriminatorSQLValue();
    return literal.startsWith("'")
        ? literal.substring(1, literal.length() - 1).replace("''", "'")
        : literal;
  }

  BulkColumn discriminatorColumn() {
    return new BulkColumn(
        SqlName.column(entity.getDiscriminatorMapping().getSelectionExpression()),
        Use.KEPT,
        (statement, value, index) -> statement.setObject(index, value),
        true);
  }

  private void add(AttributeMapping attribute, List<EntityPart> parts) {
    String name = attribute.getAttributeName();
    if (attribute.isPluralAttributeMapping()) {
      if (!attribute.asPluralAttributeMapping().getCollectionDescriptor().isInverse()) {
        throw refusal("its " + name + " stand in another table");
      }
      return;
    }
    if (!entity.getPropertyInsertability()[attribute.getStateArrayPosition()]
        || isMadeByDatabase(attribute)) {
      return;
    }
    named.add(name);
    boolean version = isVersion(attribute);
    EntityPart part =
        part(attribute, attribute, version ? null : generator(attribute), use(name, version));
    if (!part.columns().isEmpty()) {
      parts.add(part);
    }
  }

  private Use use(String name, boolean version) {
    if (target.key().contains(name)) {
      return Use.KEY;
    }
    if (target.adding().contains(name)) {
      return Use.ADDED;
    }
    boolean counted =
        version && Number.class.isAssignableFrom(entity.getVersionJavaType().getJavaTypeClass());
    return counted ? Use.COUNTED : Use.REPLACED;
  }

  private boolean isVersion(AttributeMapping attribute) {
    return entity.isVersioned()
        && entity.getVersionMapping().getVersionAttribute().getStateArrayPosition()
            == attribute.getStateArrayPosition();
  }

  private boolean isMadeByDatabase(AttributeMapping attribute) {
    if (isVersion(attribute)
        || !(attribute.getGenerator() instanceof OnExecutionGenerator generator)
        || !generator.generatedOnExecution()
        || !generator.generatesOnInsert()) {
      return false;
    }
    if (generator.referenceColumnsInSql(session.getJdbcServices().getDialect())
        && !generator.writePropertyValue()) {
      throw refusal("its " + attribute.getAttributeName() + " is made by an expression of SQL");
    }
    return !generator.writePropertyValue();
  }

  private static @Nullable BeforeExecutionGenerator generator(AttributeMapping attribute) {
    Generator generator = attribute.getGenerator();
    return generator instanceof BeforeExecutionGenerator made
            && !made.generatedOnExecution()
            && made.generatesOnInsert()
        ? made
        : null;
  }

  private EntityPart part(
      ModelPart part,
      @Nullable AttributeMapping attribute,
      @Nullable BeforeExecutionGenerator generator,
      Use use) {
    List<BulkColumn> columns = new ArrayList<>();
    part.forEachSelectable(
        (index, column) -> {
          if (!column.isFormula() && (attribute == null || column.isInsertable())) {
            columns.add(column(column, use));
          }
        });
    return new EntityPart(part, attribute, generator, List.copyOf(columns));
  }

  private BulkColumn column(SelectableMapping column, Use use) {
    String written = column.getCustomWriteExpression();
    if (written != null && !written.equals("?")) {
      throw refusal("its column " + column.getSelectionExpression() + " is written as " + written);
    }
    boolean kept = use == Use.REPLACED && !column.isUpdateable();
    JdbcMapping mapping = column.getJdbcMapping();
    return new BulkColumn(
        SqlName.column(column.getSelectionExpression()),
        kept ? Use.KEPT : use,
        binding(mapping),
        AS_IS.contains(mapping.getJdbcType().getDefaultSqlTypeCode())
            && AS_IS_CLASSES.contains(mapping.getJdbcJavaType().getJavaTypeClass()));
  }

  @SuppressWarnings("unchecked") // a mapping's binder takes what the mapping gives
  private BulkColumn.Binding binding(JdbcMapping mapping) {
    ValueBinder<@Nullable Object> binder = mapping.getJdbcValueBinder();
    return (statement, value, index) -> binder.bind(statement, value, index, session);
  }

  private void checkNamed(String name) {
    if (!named.contains(name)) {
      throw new JobMistake(
          "BulkInsert of "
              + target.name()
              + " names the attribute "
              + name
              + " as a key or for adding, but it has "
              + String.join(", ", named.stream().sorted().toList()));
    }
  }

  private JobMistake refusal(String why) {
    return new JobMistake(
        "BulkInsert of "
            + target.name()
            + " is not possible, because "
            + why
            + ": use insertMultiple or upsertMultiple");
  }
}

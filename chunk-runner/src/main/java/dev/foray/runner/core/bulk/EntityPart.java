package dev.foray.runner.core.bulk;

import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/**
 * An id or an attribute, and the columns that its value goes to: several where it is embedded.
 *
 * @param attribute null for the id
 * @param generator makes the value; null: it is the entity's own
 */
record EntityPart(
    ModelPart part,
    @Nullable AttributeMapping attribute,
    @Nullable BeforeExecutionGenerator generator,
    List<BulkColumn> columns) {

  /** The attribute's value, which is made now if it is one of those. */
  @Nullable Object valueIn(
      Object row, @Nullable Object[] state, SharedSessionContractImplementor session) {
    if (attribute == null) {
      throw new IllegalStateException("an id is no attribute");
    }
    @Nullable Object value = state[attribute.getStateArrayPosition()];
    if (generator == null) {
      return value;
    }
    Object made = generator.generate(session, row, value, EventType.INSERT);
    attribute.setValue(row, made);
    return made;
  }

  /**
   * Sets the values of its columns.
   *
   * @return where those of the next part begin
   */
  int put(
      @Nullable Object value,
      @Nullable Object[] into,
      int at,
      SharedSessionContractImplementor session) {
    part.breakDownJdbcValues(
        value,
        0,
        into,
        at,
        (index, values, first, jdbcValue, column) -> put(column, jdbcValue, values, first),
        session);
    return at + columns.size();
  }

  private void put(
      SelectableMapping column, @Nullable Object value, @Nullable Object[] into, int first) {
    String name = column.getSelectionExpression();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        into[first + i] = value;
        return;
      }
    }
  }
}

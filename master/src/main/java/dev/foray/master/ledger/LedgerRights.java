package dev.foray.master.ledger;

import dev.foray.schema.RunnerGrant.Right;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a PostgreSQL user may do in the ledger, by whichever way: by name, as an owner, as a member
 * of others, as everybody may, or as a superuser, who may do all.
 */
record LedgerRights(Set<Right> rights, boolean superuser) {
  private static final String QUESTION =
      """
      with who as (select oid, rolsuper from pg_roles where rolname = ?),
        tables as (
          select c.oid, 'foray.' || c.relname as place
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'foray' and c.relkind in ('r', 'p', 'v', 'm'))
      select verb, 'schema foray' as place, '' as col, who.rolsuper
      from who, (values ('usage'), ('create')) v(verb)
      where has_schema_privilege(who.oid, 'foray', verb)
      union all
      select verb, place, attname, who.rolsuper
      from who, (values ('select'), ('insert'), ('update')) v(verb), tables
        join pg_attribute a on a.attrelid = tables.oid and a.attnum > 0 and not a.attisdropped
      where has_column_privilege(who.oid, tables.oid, a.attnum, verb)
      union all
      select verb, place, '', who.rolsuper
      from who, (values ('delete'), ('truncate')) v(verb), tables
      where has_table_privilege(who.oid, tables.oid, verb)
      order by place, verb, col
      """;

  static LedgerRights of(Connection connection, String user) throws SQLException {
    Set<Right> rights = new LinkedHashSet<>();
    boolean superuser = false;
    try (PreparedStatement question = connection.prepareStatement(QUESTION)) {
      question.setString(1, user);
      ResultSet row = question.executeQuery();
      while (row.next()) {
        rights.add(new Right(row.getString(1), row.getString(2), row.getString(3)));
        superuser = row.getBoolean(4);
      }
    }
    return new LedgerRights(rights, superuser);
  }
}

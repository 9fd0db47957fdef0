package dev.foray.schema;

import java.util.stream.Collectors;

/**
 * The script by which a DBA makes the two database roles, for {@code psql} or whatever else runs
 * SQL on PostgreSQL. It may be run again; no password is in it.
 *
 * @param master whom the Master connects as
 * @param runner whom chunk-runners connect as
 */
public record RolesScript(String master, String runner) {
  public static final String USUAL_MASTER = "foray_master";
  public static final String USUAL_RUNNER = "foray_runner";

  /** With both names as identifiers, both as literals, and the grants. */
  private static final String TEXT =
      """
      -- The two database roles of Foray: %1$s for the Master, %2$s for chunk-runners, and so for
      -- the code of jobs. Run this in the database of the jobs, as a superuser or as a role that may
      -- create roles and schemas:
      --   psql -f roles.sql DATABASE
      -- It may be run again at any time, and takes nothing away. It sets no passwords: type
      -- \\password %1$s and \\password %2$s in psql.

      do $roles$ begin
        if not exists (select from pg_roles where rolname = '%3$s') then
          create role %1$s login;
        end if;
        if not exists (select from pg_roles where rolname = '%4$s') then
          create role %2$s login;
        end if;
      end $roles$;

      -- A member may end the other's sessions: so the Master ends those of an attempt that it gives up.
      grant %2$s to %1$s;

      -- The Master makes the ledger's tables here, so they are its own.
      create schema if not exists foray;
      grant usage, create on schema foray to %1$s;

      -- What chunk-runners do in the ledger, and nothing more. Where its tables are not there yet, the
      -- Master makes them when it first starts, and grants this itself.
      do $roles$ begin
        if to_regclass('foray.job') is null then
          %5$s;
        else
      %6$s
        end if;
      end $roles$;

      -- What jobs read and write in your own tables is yours to grant, for instance:
      --   grant usage on schema public to %2$s;
      --   grant select on public.customer to %2$s;
      --   grant select, insert, update on public.revenue to %2$s;
      -- Ids from a sequence need usage on it, and a plan that makes its own tables: create on their schema.
      -- BulkInsert.upsert makes temporary tables. Everybody may, unless that was revoked from public; then:
      --   grant temporary on database DATABASE to %2$s;
      """;

  /** The whole of it, ending with a line break. */
  public String text() {
    return TEXT.formatted(
        RunnerGrant.quoted(master),
        RunnerGrant.quoted(runner),
        literal(master),
        literal(runner),
        LedgerScripts.runnerGrants().get(0).to(runner),
        grants());
  }

  private String grants() {
    return LedgerScripts.runnerGrants().stream()
        .map(grant -> "    " + grant.to(runner) + ";")
        .collect(Collectors.joining("\n"));
  }

  private static String literal(String name) {
    return name.replace("'", "''");
  }
}

package dev.foray.protocol;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the CLI asks of the Master about releases. Their jars come over HTTPS. */
public interface ReleaseAdmin extends Remote {

  /** Those that are kept, the last given first. */
  @CallableBy(Role.VIEWER)
  ReleaseList releases(int most) throws RemoteException;

  /**
   * @param release its id, or a beginning that no other has
   * @throws Refused if there is none, or more than one
   */
  @CallableBy(Role.VIEWER)
  ReleaseDetail show(String release) throws RemoteException, Refused;

  /**
   * Makes a release the current one, at once; jobs that are there already don't notice. Safe to
   * repeat.
   *
   * @param by who asks, for the record
   * @throws Refused as {@link #show}
   */
  @CallableBy(Role.DEPLOYER)
  Promoted promote(String release, String by) throws RemoteException, Refused;

  /**
   * Goes back to what was current before.
   *
   * @param from the id of the current release, as the one who asks knows it
   * @param by who asks, for the record
   * @throws Refused if another one is current by now, or there is none to go back to
   */
  @CallableBy(Role.DEPLOYER)
  Promoted rollBack(String from, String by) throws RemoteException, Refused;

  /**
   * @param current its id; null while nothing was ever promoted
   * @param previous where a rollback would go; null: nowhere
   */
  record ReleaseList(
      List<ReleaseSummary> releases, @Nullable String current, @Nullable String previous)
      implements Serializable {}

  /**
   * @param version what its project calls it; null: nobody said
   * @param givenBy who deployed it first; null: a job was submitted with its jars
   * @param entities how many mapped classes it has
   */
  record ReleaseSummary(
      String release,
      boolean current,
      Instant createdAt,
      @Nullable String version,
      @Nullable String givenBy,
      int jars,
      long bytes,
      List<String> jobClasses,
      int entities)
      implements Serializable {}

  /**
   * @param jars in the order of the class path
   * @param entities class names
   */
  record ReleaseDetail(ReleaseSummary summary, List<ReleaseJar> jars, List<String> entities)
      implements Serializable {}

  record ReleaseJar(String name, String sha256, long bytes) implements Serializable {}

  /**
   * @param changed whether another one was current
   * @param release the one that is current now
   * @param before the id of the one that was; null: none was
   */
  record Promoted(boolean changed, ReleaseSummary release, @Nullable String before)
      implements Serializable {}
}

package dev.foray.protocol;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the CLI asks of the Master about who may call it. */
public interface IdentityAdmin extends Remote {

  /**
   * Lets a person in, once and for minutes; who is in by that name already stays in.
   *
   * @param role a person's
   * @throws Refused if nobody can have that name or role
   */
  @CallableBy(Role.ADMIN)
  Invitation invite(String name, Role role) throws RemoteException, Refused;

  /** What whoever calls may do, as it stands now. */
  @CallableBy(Role.VIEWER)
  Role role() throws RemoteException, Refused;

  /** Who has a certificate that has not ended, by name. */
  @CallableBy(Role.VIEWER)
  List<CertificateSummary> certificates() throws RemoteException;

  /**
   * Shuts out whoever has a certificate of that name, at once. Those that are given later are good.
   *
   * @param name as {@link CertificateSummary#name} has it
   * @throws Refused if there is nobody of that name
   */
  @CallableBy(Role.ADMIN)
  void revoke(String name) throws RemoteException, Refused;

  /**
   * Another certificate for whoever calls.
   *
   * @param request a certificate request (PKCS#10) in PEM, for a new key
   * @return the certificate and its authority's, in PEM
   * @throws Refused if the request can't be used
   */
  @CallableBy(Role.VIEWER)
  String renew(String request) throws RemoteException, Refused;

  /**
   * What somebody needs to log in.
   *
   * @param code the secret, and by what the Master's authority is known
   * @param master where the Master answers commands, as it knows it; from afar its host may have
   *     another name
   * @param https its HTTPS port
   */
  record Invitation(
      String name, Role role, Secret code, Instant until, Endpoint master, Endpoint https)
      implements Serializable {}

  /**
   * The newest certificate of somebody.
   *
   * @param name {@code admin/ada}, {@code worker/node-3}
   * @param revokedAt whoever has one from before then is shut out; null: nobody is
   */
  record CertificateSummary(
      String name,
      Role role,
      String serial,
      Instant issuedAt,
      Instant expiresAt,
      @Nullable Instant revokedAt)
      implements Serializable {}
}

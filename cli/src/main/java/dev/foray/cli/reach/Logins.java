package dev.foray.cli.reach;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.transport.Identity;
import dev.foray.transport.NewKey;
import dev.foray.transport.PrivateFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The Masters elsewhere that this person is logged in to: a file for each cluster, in the data
 * directory, for its owner's eyes alone.
 */
public final class Logins {
  private static final String DIRECTORY = "logins";
  private static final String END = ".pem";

  private final Path directory;

  public Logins(Path dataDirectory) {
    this.directory = dataDirectory.resolve(DIRECTORY);
  }

  /** By address. What else lies there is not looked at. */
  public List<Login> all() throws Refused {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Login> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + END)) {
      for (Path file : files) {
        PrivateFile.require(file);
        Login.parse(Files.readString(file)).ifPresent(found::add);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
    found.sort(Comparator.comparing(login -> login.master().toString()));
    return found;
  }

  /** The one to the Master at that address. */
  public Optional<Login> at(Endpoint master) throws Refused {
    return all().stream().filter(login -> login.master().equals(master)).findFirst();
  }

  /** The only one. */
  public Optional<Login> sole() throws Refused {
    List<Login> all = all();
    if (all.size() > 1) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "You are logged in to "
              + all.size()
              + " Masters ("
              + String.join(", ", all.stream().map(login -> login.master().toString()).toList())
              + "): say which with --master.");
    }
    return all.stream().findFirst();
  }

  /** In the place of an earlier one to the same cluster. */
  public void keep(Login login) throws Refused {
    try {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      if (!Files.exists(directory)) {
        PrivateFile.makeDirectory(directory);
      }
      PrivateFile.require(directory);
      PrivateFile.write(file(login), login.text());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  public void remove(Login login) throws Refused {
    try {
      Files.deleteIfExists(file(login));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Has the Master certify another key. */
  interface Renewal {
    /**
     * @return the certificate and its authority's, in PEM
     */
    String certified(String request) throws Refused, RemoteException;
  }

  /**
   * Has a new key certified, where the certificate is past half of its term. What fails here costs
   * nothing: the login is as good as before, and the next command tries again.
   */
  void renew(Login login, Renewal renewal, Instant now) throws Refused {
    if (now.isBefore(half(login))) {
      return;
    }
    NewKey key = NewKey.make();
    Identity renewed;
    try {
      renewed = key.certified(renewal.certified(key.request()));
    } catch (RemoteException | IllegalArgumentException e) {
      return;
    }
    keep(new Login(login.master(), login.https(), renewed));
  }

  private static Instant half(Login login) {
    Instant begin = login.identity().certificate().getNotBefore().toInstant();
    return begin.plus(Duration.between(begin, login.identity().expires()).dividedBy(2));
  }

  private Path file(Login login) {
    return directory.resolve(login.cluster() + END);
  }

  private Refused unusable(IOException e) {
    return new Refused(
        ExitCode.WRONG_USE,
        "The logins in "
            + directory
            + " can't be used ("
            + e.getClass().getSimpleName()
            + " "
            + e.getMessage()
            + "): choose another directory with --data-dir.");
  }
}

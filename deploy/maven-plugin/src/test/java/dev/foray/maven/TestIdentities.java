package dev.foray.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A Master and an admin of a cluster of their own, each as the text of an identity's file.
 *
 * @param master who serves
 * @param admin who calls
 */
record TestIdentities(String master, String admin) {
  private static final String PASSWORD = "not-secret";

  static TestIdentities make(Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = directory.resolve("identities.p12");
    make(file, "ca", "-ext", "bc=ca:true");
    make(file, "master", "-signer", "ca", "-ext", "san=uri:foray:test/master");
    make(file, "admin", "-signer", "ca", "-ext", "san=uri:foray:test/admin/ada");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new TestIdentities(pem(keys, "master"), pem(keys, "admin"));
  }

  private static String pem(KeyStore keys, String alias) throws GeneralSecurityException {
    return block("PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded())
        + block("CERTIFICATE", keys.getCertificate(alias).getEncoded())
        + block("CERTIFICATE", keys.getCertificate("ca").getEncoded());
  }

  private static void make(Path file, String alias, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool says " + said);
    }
  }

  private static String block(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}

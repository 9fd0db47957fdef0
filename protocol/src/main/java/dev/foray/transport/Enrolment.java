package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * How somebody without a certificate gets one: has a key, sends the request with a secret over
 * HTTPS to a Master of the authority that it was told of, and takes the certificate. Stateless.
 */
public final class Enrolment {
  private static final int LONGEST_ANSWER = 65_536;

  private Enrolment() {}

  /**
   * A worker's.
   *
   * @param key made for it once: where an answer is lost, the Master certifies no other
   * @throws Refused in the Master's own words, if it does not certify
   * @throws IOException if the Master does not answer, or can't yet; to be tried again
   */
  public static Identity by(EnrolmentLetter letter, NewKey key) throws Refused, IOException {
    String credentials =
        "launch "
            + letter.launch()
            + "\nsecret "
            + letter.secret().reveal()
            + "\n"
            + (letter.instance().isEmpty() ? "" : "instance " + letter.instance() + "\n");
    return certify(letter.https(), letter.authority(), "/enrol", credentials, key);
  }

  /**
   * A person's, who was invited.
   *
   * @throws Refused in the Master's own words, if it does not certify; or if who answers is not the
   *     Master that the code is of, which then is told nothing
   * @throws IOException if nobody answers
   */
  public static Identity login(Endpoint https, String name, LoginCode code)
      throws Refused, IOException {
    String authority = send(https, Unverified.context(), "GET", "/ca", "");
    try {
      List<byte[]> certificates = Pem.read(Pem.CERTIFICATE, authority);
      if (certificates.size() != 1 || !code.isOf(certificates.get(0))) {
        throw new Refused(
            ExitCode.WRONG_USE,
            "who answers at "
                + https
                + " is not the Master that this code is of: nothing was sent");
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("who answers at " + https + " is no Master", e);
    }
    String credentials = "name " + name + "\nsecret " + code.secret().reveal() + "\n";
    return certify(https, authority, "/login", credentials, NewKey.make());
  }

  /**
   * @param credentials lines before the request
   */
  static Identity certify(
      Endpoint https, String authority, String path, String credentials, NewKey key)
      throws Refused, IOException {
    String answer = send(https, trusting(authority), "POST", path, credentials + key.request());
    try {
      return key.certified(answer);
    } catch (IllegalArgumentException e) {
      throw new IOException("the Master at " + https + ": " + e.getMessage(), e);
    }
  }

  private static SSLContext trusting(String authority) throws IOException {
    try {
      List<X509Certificate> certificates = Pem.certificates(authority);
      if (certificates.size() != 1) {
        throw new IOException("the letter does not name one authority to trust");
      }
      return ClusterTrust.in(certificates.get(0)).context(null);
    } catch (IllegalArgumentException | CertificateException e) {
      throw new IOException("the letter's authority can't be read: " + e.getMessage(), e);
    }
  }

  private static String send(
      Endpoint https, SSLContext context, String method, String path, String body)
      throws Refused, IOException {
    URL url = new URL("https", https.host(), https.port(), path);
    HttpsURLConnection connection = (HttpsURLConnection) url.openConnection(Proxy.NO_PROXY);
    connection.setSSLSocketFactory(context.getSocketFactory());
    connection.setConnectTimeout(Math.toIntExact(Transport.CONNECT.toMillis()));
    connection.setReadTimeout(Math.toIntExact(Transport.RESPONSE.toMillis()));
    connection.setRequestMethod(method);
    connection.setDoOutput(!body.isEmpty());
    connection.setRequestProperty("Content-Type", "text/plain; charset=utf-8");
    try {
      if (!body.isEmpty()) {
        try (OutputStream output = connection.getOutputStream()) {
          output.write(body.getBytes(StandardCharsets.UTF_8));
        }
      }
      int status = connection.getResponseCode();
      if (status == HttpsURLConnection.HTTP_OK) {
        return text(connection.getInputStream());
      }
      InputStream error = connection.getErrorStream();
      String sentence = error == null ? "the Master answers " + status : text(error).strip();
      if (status >= HttpsURLConnection.HTTP_INTERNAL_ERROR) {
        throw new IOException(sentence);
      }
      throw new Refused(ExitCode.WRONG_USE, sentence);
    } finally {
      connection.disconnect();
    }
  }

  private static String text(InputStream stream) throws IOException {
    try (stream) {
      return new String(stream.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
    }
  }
}

package dev.foray.worker;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Refused;
import dev.foray.transport.Enrolment;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Identity;
import dev.foray.transport.NewKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * A node's first act: reads from standard input by whom and for what it was launched, makes its own
 * key, and has it certified by that Master. What it was given is on no command line.
 */
final class Joining {
  /** For a machine that was launched together with others, which the Master has to see first. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private Joining() {}

  /**
   * What it has then.
   *
   * @param https where the Master's HTTPS port is
   */
  record Joined(Identity self, Endpoint https) {}

  /**
   * @param input read to the end of the letter and not further; it may stay open as a sign that the
   *     Master lives
   * @throws Refused in the Master's own words
   * @throws IOException with one sentence, if there is no letter, or the Master does not answer
   */
  static Joined by(InputStream input) throws Refused, IOException {
    EnrolmentLetter letter;
    try {
      letter = EnrolmentLetter.read(input);
    } catch (IOException e) {
      throw new IOException(
          "A worker is told on its standard input how to join, by the Master that launches it; it "
              + e.getMessage()
              + ".",
          e);
    }
    return new Joined(enrolled(letter), letter.https());
  }

  /** A machine that the Master does not see yet asks again. */
  private static Identity enrolled(EnrolmentLetter letter) throws Refused, IOException {
    NewKey key = NewKey.make();
    long start = System.nanoTime();
    long patience = letter.instance().isEmpty() ? 0 : PATIENCE.toNanos();
    while (true) {
      try {
        return Enrolment.by(letter, key);
      } catch (IOException e) {
        if (System.nanoTime() - start >= patience) {
          throw new IOException(
              "The Master at " + letter.https() + " can't be joined: " + e.getMessage() + ".", e);
        }
        rest();
      }
    }
  }

  private static void rest() throws InterruptedIOException {
    try {
      Thread.sleep(AGAIN.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted while the Master was waited for");
    }
  }
}

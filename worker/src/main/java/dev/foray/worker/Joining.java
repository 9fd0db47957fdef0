package dev.foray.worker;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Refused;
import dev.foray.transport.Enrolment;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Identity;
import java.io.IOException;
import java.io.InputStream;

/**
 * A node's first act: reads from standard input by whom and for what it was launched, makes its own
 * key, and has it certified by that Master. What it was given is on no command line and in no file.
 */
final class Joining {
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
    try {
      return new Joined(Enrolment.by(letter), letter.https());
    } catch (IOException e) {
      throw new IOException(
          "The Master at " + letter.https() + " can't be joined: " + e.getMessage() + ".", e);
    }
  }
}

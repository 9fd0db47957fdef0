package dev.foray.master.submit;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Refused;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can be said against a submission before its jars are opened. */
final class SubmissionCheck {
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_NAME = 1_000;

  private SubmissionCheck() {}

  static void pass(Submission submission) throws Refused {
    text("request id", submission.requestId(), LONGEST_ID);
    text("job class", submission.jobClass(), LONGEST_NAME);
    text("name of the one who submits", submission.by(), LONGEST_NAME);
    if (submission.key() != null) {
      text("key", submission.key(), LONGEST_NAME);
    }
    parameters(submission.parameters());
    place(submission);
  }

  static List<Path> jars(List<String> texts) throws Refused {
    List<Path> jars = new ArrayList<>();
    for (String text : texts) {
      jars.add(jar(text));
    }
    return jars;
  }

  private static Path jar(String text) throws Refused {
    try {
      Path jar = Path.of(text);
      if (jar.isAbsolute()) {
        return jar;
      }
    } catch (InvalidPathException e) {
      throw refused("the jar \"" + text + "\" is no path: " + e.getReason());
    }
    throw refused("the jar " + text + " is named by a relative path: give its whole path");
  }

  private static void text(String what, String text, int longest) throws Refused {
    if (text.isBlank()) {
      throw refused("the " + what + " is empty: give one");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw refused("the " + what + " holds a control character: leave it out");
    }
    if (text.length() > longest) {
      throw refused(
          "the "
              + what
              + " has "
              + text.length()
              + " characters, and "
              + longest
              + " are the most: shorten it");
    }
  }

  static void parameters(List<NamedText> parameters) throws Refused {
    Set<String> names = new HashSet<>();
    for (NamedText parameter : parameters) {
      text("name of a parameter", parameter.name(), LONGEST_NAME);
      if (!names.add(parameter.name())) {
        throw refused("the parameter " + parameter.name() + " is given twice: give it once");
      }
    }
  }

  private static void place(Submission submission) throws Refused {
    try {
      ZoneId.of(submission.timeZone());
    } catch (DateTimeException e) {
      throw refused("the time zone \"" + submission.timeZone() + "\" is not known to the Master");
    }
    text("locale", submission.locale(), LONGEST_ID);
    try {
      if (Charset.isSupported(submission.encoding())) {
        return;
      }
    } catch (IllegalCharsetNameException e) {
      // said below
    }
    throw refused("the encoding \"" + submission.encoding() + "\" is not known to the Master");
  }

  private static Refused refused(String message) {
    return new Refused(ExitCode.WRONG_USE, message);
  }
}

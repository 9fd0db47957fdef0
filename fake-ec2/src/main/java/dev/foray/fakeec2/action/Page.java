package dev.foray.fakeec2.action;

import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list, as many things as were asked for.
 *
 * @param next what to ask for next; nothing after the last part
 */
record Page<T>(List<T> things, Optional<String> next) {
  private static final int MOST = 1000;
  private static final String MARK = "after:";

  /** All of it where no size is asked for. */
  static <T> Page<T> of(List<T> all, Parameters request, int least) {
    int size = request.number("MaxResults", MOST);
    if (size < least || size > MOST) {
      throw Refusal.invalid(
          "maxResults", String.valueOf(size), "Expecting a value of " + least + " to 1000.");
    }
    if (request.text("MaxResults").isEmpty() && request.text("NextToken").isEmpty()) {
      return new Page<>(all, Optional.empty());
    }
    int from = Math.min(request.text("NextToken").map(Page::from).orElse(0), all.size());
    int to = Math.min(from + size, all.size());
    return new Page<>(
        all.subList(from, to), to < all.size() ? Optional.of(token(to)) : Optional.empty());
  }

  private static String token(int from) {
    return Base64.getEncoder().encodeToString((MARK + from).getBytes(StandardCharsets.UTF_8));
  }

  private static int from(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(MARK)) {
        return Integer.parseInt(text.substring(MARK.length()));
      }
    } catch (IllegalArgumentException e) {
      // Said below, as of any other token that is none of ours.
    }
    throw Refusal.of("InvalidParameterValue", "Unable to parse pagination token");
  }
}

package dev.foray.fakeec2.front;

import java.nio.charset.StandardCharsets;

/**
 * What goes back.
 *
 * @param status 0 where nothing does and the connection is closed
 */
record Reply(int status, String contentType, String text) {
  static final Reply SILENCE = new Reply(0, "", "");

  static Reply xml(int status, String text) {
    return new Reply(status, "text/xml;charset=UTF-8", text);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

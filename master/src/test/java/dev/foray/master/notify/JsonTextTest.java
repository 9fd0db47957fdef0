package dev.foray.master.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void objectIsOneLineWhateverItHolds() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("none", null);
    members.put("count", 5L);
    members.put("quoted", "a \"b\" \\ c");
    members.put("moving", "\u001b[2J\r\n\u202eevil\u0000");
    members.put("many", "Zoë \ud83d\ude00");

    assertThat(JsonText.of(members))
        .isEqualTo(
            "{\"none\":null,\"count\":5,\"quoted\":\"a \\\"b\\\" \\\\ c\","
                + "\"moving\":\"\\u001b[2J\\u000d\\u000a\\u202eevil\\u0000\","
                + "\"many\":\"Zoë \\ud83d\\ude00\"}");
  }
}

package dev.foray.master.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Refused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a job may have told by the Master, and whom it may not. */
class TargetsTest {
  private static final Map<String, String> NAMED =
      Map.of(
          "ops.url", "http://pager.internal:8080/x?y=z",
          "ops.secret", "pager",
          "page.command", "/usr/local/bin/page --team data");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://hooks.example.com/x          | write https://HOST/PATH
          https://ada:pw@hooks.example.com/  | write https://HOST/PATH
          https:///x                         | write https://HOST/PATH
          https://hooks.example.com/#x       | write https://HOST/PATH
          file:///etc/passwd                 | write https://HOST/PATH
          http://hooks.example.com/x         | others could read it on its way; write https
          https://evil.example.net/x         | an admin allows it by webhook-hosts
          https://example.com.evil.net/x     | an admin allows it by webhook-hosts
          https://localhost/x                | an admin allows it by webhook-hosts
          https://169.254.169.254/latest     | an admin allows it by webhook-hosts
          opps                               | there is nobody to notify by the name opps: give a URL, or one of ops, page
          /usr/local/bin/page                | there is nobody to notify by the name /usr/local/bin/page
          """)
  void whereNothingMayBeSentIsRefusedInOneSentence(String text, String sentence) throws Exception {
    assertThatThrownBy(() -> targets(false, "*.example.com").check(text))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void whoeverListensBeyondLoopbackSendsNowhereUnlessItIsAllowed() throws Exception {
    assertThatThrownBy(() -> targets(false).check("https://hooks.example.com/x"))
        .hasMessageContaining("an admin allows it by webhook-hosts");
    assertThatCode(() -> targets(false, "hooks.example.com").check("https://hooks.example.com/x"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com/x",
        "http://localhost:9000/x",
        "http://[::1]:9/",
        "none"
      })
  void whoeverUsesThisHostAloneMaySendAnywhereButInPlainTextElsewhere(String text)
      throws Exception {
    targets(true).check(text);
    assertThatThrownBy(() -> targets(true).check("http://hooks.example.com/x"))
        .hasMessageContaining("write https");
  }

  @Test
  void whatTheSettingsNameMayBeAnywhere() throws Exception {
    Targets targets = targets(false);

    assertThat(targets.find("ops"))
        .hasToString("Webhook[uri=http://pager.internal:8080/x?y=z, secret=pager, named=true]");
    assertThat(targets.find("page"))
        .isEqualTo(new Target.Command("page", List.of("/usr/local/bin/page", "--team", "data")));
    assertThat(targets.secrets()).containsExactly("notify", "pager");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ops", "ops.uri", ".url", "a b.url", "hosts"})
  void settingThatIsNoneIsRefused(String name) {
    assertThatThrownBy(() -> Targets.of(Map.of(name, "https://x.example/"), rules(true)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("notify.");
  }

  @Test
  void pathOfAUrlIsShownToNobody() {
    assertThat(Targets.shown("https://hooks.example.com:444/services/T0/B1/secret?token=1"))
        .isEqualTo("https://hooks.example.com:444/…");
    assertThat(Targets.shown("ops")).isEqualTo("ops");
    assertThat(Targets.shown("https://a b")).isEqualTo("a URL");
  }

  private static Targets targets(boolean forThisHostAlone, String... hosts) throws Refused {
    return Targets.of(NAMED, rules(forThisHostAlone, hosts));
  }

  private static WebhookRules rules(boolean forThisHostAlone, String... hosts) {
    return new WebhookRules(List.of(hosts), forThisHostAlone);
  }
}

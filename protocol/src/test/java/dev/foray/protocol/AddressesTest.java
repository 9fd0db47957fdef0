package dev.foray.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of jobs and addresses of processes, as people type them. */
class AddressesTest {

  @ParameterizedTest
  @ValueSource(strings = {"job-17", "17", " job-17 "})
  void jobIsReadInEitherForm(String text) {
    assertThat(JobId.parse(text)).isEqualTo(new JobId(17)).hasToString("job-17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "job", "job-", "job-x", "-17", "1234567890123456789"})
  void whatIsNoJobIsRefused(String text) {
    assertThatThrownBy(() -> JobId.parse(text))
        .hasMessage("\"" + text + "\" is no job id: write it as job-17 or 17");
  }

  @Test
  void endpointIsReadWithOrWithoutItsPort() {
    assertThat(Endpoint.parse("10.0.0.5:7000", 1099)).isEqualTo(new Endpoint("10.0.0.5", 7000));
    assertThat(Endpoint.parse("master", 1099)).isEqualTo(new Endpoint("master", 1099));
    assertThat(Endpoint.parse("master:7000", 1099)).hasToString("master:7000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":1099", "master:", "master:x", "master:70000", "master:-1"})
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text, 1099))
        .hasMessage("\"" + text + "\" is no address: write it as host:port");
  }
}

package dev.foray.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** Who finds room at a port. The numbers are those of docs/security.md. */
class AdmissionTest {
  private static InetAddress address(int last) throws Exception {
    return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) last});
  }

  @Test
  void attack15CrowdFromManyAddressesGetsNoMoreThanTheWholeRoom() throws Exception {
    Admission admission = new Admission(3, 2);
    assertThat(admission.enter(address(1))).isTrue();
    assertThat(admission.enter(address(2))).isTrue();
    assertThat(admission.enter(address(3))).isTrue();

    assertThat(admission.enter(address(4))).isFalse();
    admission.leave(address(2));
    assertThat(admission.enter(address(4))).isTrue();
  }
}

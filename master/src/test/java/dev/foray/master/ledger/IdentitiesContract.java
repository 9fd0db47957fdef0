package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.protocol.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every ledger says of who calls. */
interface IdentitiesContract {
  LedgerRig rig();

  private Identities identities() {
    return rig().ledger().identities();
  }

  private String entered(Role role) {
    String name = "admin/" + UUID.randomUUID();
    enter(name, role);
    return name;
  }

  private void enter(String name, Role role) {
    identities().enter(new Certified(name, role, "1", NOW, NOW, null));
  }

  private Role roleOf(String name) {
    return identities().find(name).orElseThrow().role();
  }

  @Test
  default void aNewRoleHoldsAtTheNextCall() {
    String name = "admin/" + UUID.randomUUID();
    assertThat(identities().find(name)).isEmpty();
    enter(name, Role.VIEWER);
    assertThat(roleOf(name)).isEqualTo(Role.VIEWER);
    enter(name, Role.ADMIN);
    assertThat(roleOf(name)).isEqualTo(Role.ADMIN);
  }

  @Test
  default void whoIsShutOutIsSoAtTheNextCallAndStaysSo() {
    String name = entered(Role.ADMIN);
    assertThat(identities().find(name).orElseThrow().revokedAt()).isNull();
    assertThat(identities().revoke(name, NOW)).isTrue();
    assertThat(identities().find(name).orElseThrow().revokedAt()).isEqualTo(NOW);
    assertThat(identities().revokedAt(name)).contains(NOW);
    enter(name, Role.ADMIN);
    assertThat(identities().find(name).orElseThrow().revokedAt()).isEqualTo(NOW);
  }

  @Test
  default void whatAnotherMasterHasWrittenIsSeenAMomentLater() throws SQLException {
    String name = entered(Role.ADMIN);
    assertThat(roleOf(name)).isEqualTo(Role.ADMIN);
    rig().runner().role(name, Role.VIEWER);
    await("the new role").atMost(Duration.ofMinutes(1)).until(() -> roleOf(name) == Role.VIEWER);
  }
}

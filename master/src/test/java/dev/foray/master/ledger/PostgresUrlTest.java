package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Refused;
import org.junit.jupiter.api.Test;

class PostgresUrlTest {

  @Test
  void isNamedWithoutItsOptions() throws Refused {
    assertThat(PostgresUrl.parse("jdbc:postgresql://db:5432/shop?sslmode=require").describe())
        .isEqualTo("PostgreSQL at db:5432/shop");
    assertThat(PostgresUrl.parse("jdbc:postgresql:shop").describe())
        .isEqualTo("PostgreSQL at shop");
  }

  @Test
  void otherDatabasesAreRefused() {
    assertThatThrownBy(() -> PostgresUrl.parse("jdbc:mysql://db/shop?password=hidden"))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "the database URL jdbc:mysql://db/shop is not one of PostgreSQL: write"
                + " jdbc:postgresql://host:5432/database, or leave it out to use H2 in the data"
                + " directory");
  }

  @Test
  void libpqStyleIsRefusedWithoutShowingItsPassword() {
    assertThatThrownBy(() -> PostgresUrl.parse("postgres://ann:hidden@db/shop"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("postgres://db/shop is not one of PostgreSQL")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void passwordInTheUrlIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> PostgresUrl.parse("jdbc:postgresql://db/shop?a=b&Password=hidden"))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "the database URL jdbc:postgresql://db/shop has a user or password in it: give them by"
                + " --database-user and --database-password-file");
  }
}

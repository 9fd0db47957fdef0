package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Table;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.IdentityAdmin.CertificateSummary;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists who has a certificate. */
@Command(
    name = "certificates",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "List who has a certificate of this Master that has not ended.",
    footer = {"", "Example:", "  master certificates"})
final class CertificatesCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  CertificatesCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    List<CertificateSummary> certificates = reach.dial(around.environment()).certificates();
    output.write(
        around.screen(),
        () -> certificates.stream().map(Fields::of).toList(),
        () -> lines(certificates));
    return ExitCode.SUCCEEDED.number();
  }

  private List<String> lines(List<CertificateSummary> certificates) {
    Table table = new Table("NAME", "ROLE", "ISSUED", "ENDS", "SHUT OUT BEFORE");
    for (CertificateSummary certificate : certificates) {
      table.row(
          certificate.name(),
          certificate.role().toString(),
          Amounts.moment(certificate.issuedAt()),
          Amounts.moment(certificate.expiresAt()),
          Amounts.moment(certificate.revokedAt()));
    }
    return table.lines(around.screen().width());
  }
}

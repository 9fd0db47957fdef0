package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.util.Arrays;
import java.util.Set;

/** Service Quotas: says how many vCPUs of standard instances the account may have. */
final class GetServiceQuota implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    String code = request.required("QuotaCode");
    Market market =
        Arrays.stream(Market.values())
            .filter(each -> each.quotaCode().equals(code))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.of(
                        "NoSuchResourceException", "The fake has no quota with the code " + code));
    answer.verbatim(
        """
        {"Quota":{"ServiceCode":"ec2","ServiceName":"Amazon Elastic Compute Cloud (Amazon EC2)",\
        "QuotaCode":"%s","QuotaName":"%s","Value":%d.0,"Unit":"None","Adjustable":true,"GlobalQuota":false}}"""
            .formatted(
                code,
                market == Market.SPOT
                    ? "All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests"
                    : "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
                account.world().vcpuQuota(market)));
  }

  @Override
  public Set<String> permissions(Parameters request, Account account) {
    return Set.of("servicequotas:" + name());
  }
}

package dev.foray.fakeec2.cloud;

/** What an instance is bought as. */
public enum Market {
  ON_DEMAND("L-1216C47A"),
  SPOT("L-34B43A08");

  private final String quotaCode;

  Market(String quotaCode) {
    this.quotaCode = quotaCode;
  }

  /** Of the quota of vCPUs of standard instances, as Service Quotas has it. */
  public String quotaCode() {
    return quotaCode;
  }
}

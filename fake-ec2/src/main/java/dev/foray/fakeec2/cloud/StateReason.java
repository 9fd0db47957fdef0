package dev.foray.fakeec2.cloud;

/** Why an instance is in the state that it is in, as DescribeInstances says it. */
public record StateReason(String code, String message) {
  public static final StateReason BY_CLIENT =
      of("Client.UserInitiatedShutdown", "User initiated shutdown");
  public static final StateReason BY_ITSELF =
      of("Client.InstanceInitiatedShutdown", "Instance initiated shutdown");
  public static final StateReason SPOT =
      of("Server.SpotInstanceTermination", "Spot instance termination");
  public static final StateReason FAILURE = of("Server.InternalError", "Internal error on launch");

  private static StateReason of(String code, String message) {
    return new StateReason(code, code + ": " + message);
  }
}

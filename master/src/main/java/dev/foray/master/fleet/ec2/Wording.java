package dev.foray.master.fleet.ec2;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What EC2's errors mean for whoever reads them, and what to do. Stateless. */
final class Wording {
  private Wording() {}

  static String of(SdkException e) {
    if (isMissingCredentials(e)) {
      return "there are no AWS credentials here: set them in the environment or in a profile, or"
          + " give the Master's instance a role";
    }
    return e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? of(answer.awsErrorDetails().errorCode(), answer.awsErrorDetails().errorMessage())
        : "it can't be reached (" + e.getMessage() + ")";
  }

  static String of(@Nullable String code, @Nullable String message) {
    String said = Objects.requireNonNullElse(message, "").strip();
    return switch (Objects.requireNonNullElse(code, "")) {
      case "InsufficientInstanceCapacity", "UnfulfillableCapacity" ->
          "there is no machine of these types in these zones now: it is tried again; more of"
              + " ec2-types and ec2-subnets make it likelier";
      case "RequestLimitExceeded", "Throttling" ->
          "too many calls a second are made in this account: it is tried again, more slowly";
      case "VcpuLimitExceeded" ->
          "the account's quota of vCPUs is used up: raise it in Service Quotas, or lower --max-nodes"
              + after(said);
      case "MaxSpotInstanceCountExceeded" ->
          "the account's quota of spot instances is used up: raise it in Service Quotas, or say"
              + " --capacity on-demand";
      case "UnauthorizedOperation" ->
          "the Master's AWS identity lacks the permission: give it the policy of"
              + " docs/running-on-ec2.md"
              + after(said);
      case "AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch" ->
          "AWS does not know these credentials: mend them" + after(said);
      case "RequestExpired", "ExpiredToken", "ExpiredTokenException" ->
          "the AWS credentials have ended, or this host's clock is wrong: renew them";
      case "InvalidAMIID.NotFound", "InvalidAMIID.Malformed", "InvalidAMIID.Unavailable" ->
          "the image is not in this region: mend ec2-image" + after(said);
      case "InvalidSubnetID.NotFound" -> "a subnet is not there: mend ec2-subnets" + after(said);
      case "InvalidGroup.NotFound", "InvalidSecurityGroupID.NotFound" ->
          "a security group is not there: mend ec2-security-groups" + after(said);
      case "InvalidInstanceType", "InvalidParameterValue" ->
          "something in the ec2 settings does not exist" + after(said);
      default -> said.isEmpty() ? "it says " + code : code + after(said);
    };
  }

  private static String after(String said) {
    return said.isEmpty() ? "" : " (" + said + ")";
  }

  /** Why not all came, of the reasons that were given for each type and zone. */
  static String shortfall(List<String> reasons) {
    return reasons.isEmpty() ? "EC2 gave fewer, and no reason" : String.join("; ", reasons);
  }

  static boolean isUnknownInstance(SdkException e) {
    return code(e).startsWith("InvalidInstanceID");
  }

  static boolean isUnknownTemplate(SdkException e) {
    return code(e).startsWith("InvalidLaunchTemplate");
  }

  private static String code(SdkException e) {
    return e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? String.valueOf(answer.awsErrorDetails().errorCode())
        : "";
  }

  static boolean isMissingCredentials(SdkException e) {
    return String.valueOf(e.getMessage()).startsWith("Unable to load credentials");
  }
}

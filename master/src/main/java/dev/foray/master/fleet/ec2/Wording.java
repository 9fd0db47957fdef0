package dev.foray.master.fleet.ec2;

import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What EC2's errors mean for whoever reads them, and what to do. Stateless. */
final class Wording {
  private static final Pattern LACKING = Pattern.compile("not authorized to perform: (\\w+:\\w+)");
  private static final Pattern WHO = Pattern.compile("User: (\\S+)");
  private static final int UNAUTHORIZED = 401;
  private static final Set<String> OF_RIGHTS =
      Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException");
  private static final Set<String> OF_WHO_ASKS =
      Set.of(
          "AuthFailure",
          "InvalidClientTokenId",
          "SignatureDoesNotMatch",
          "MissingAuthenticationToken",
          "OptInRequired",
          "RequestExpired",
          "ExpiredToken",
          "ExpiredTokenException");

  private Wording() {}

  static String of(SdkException e) {
    if (isMissingCredentials(e)) {
      return "there are no AWS credentials here: set them in the environment or in a profile, or"
          + " give the Master's instance a role";
    }
    if (isUnknownHost(e)) {
      return "its host is not known here: mend ec2-region, or the way of this host to AWS";
    }
    return e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? of(code(e), answer.awsErrorDetails().errorMessage())
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
      case "UnauthorizedOperation", "AccessDenied", "AccessDeniedException" -> unauthorized(said);
      case "AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch", "OptInRequired" ->
          "AWS does not know these credentials, or not in this region: mend them, or mend ec2-region"
              + after(said);
      case "RequestExpired", "ExpiredToken", "ExpiredTokenException" ->
          "the AWS credentials have ended, or this host's clock is wrong: renew them";
      case "InvalidAMIID.NotFound", "InvalidAMIID.Malformed", "InvalidAMIID.Unavailable" ->
          "the image is not in this region: mend ec2-image" + after(said);
      case "InvalidSubnetID.NotFound" -> "a subnet is not there: mend ec2-subnets" + after(said);
      case "InvalidGroup.NotFound", "InvalidSecurityGroupID.NotFound" ->
          "a security group is not there: mend ec2-security-groups" + after(said);
      case "InvalidInstanceType" -> "an instance type does not exist: mend ec2-types" + after(said);
      case "InvalidParameterValue" -> "something in the ec2 settings does not exist" + after(said);
      default -> said.isEmpty() ? "it says " + code : code + after(said);
    };
  }

  /** EC2 says which permission it is, and of whom, before what only it can read. */
  private static String unauthorized(String said) {
    Matcher lacking = LACKING.matcher(said);
    Matcher who = WHO.matcher(said);
    return "the AWS identity "
        + (who.find() ? who.group(1) + " " : "")
        + "lacks the permission "
        + (lacking.find() ? lacking.group(1) : "for that")
        + ": give it the policy of docs/running-on-ec2.md";
  }

  /**
   * The permission that is lacking, as EC2 names it; empty where it is about something else. Where
   * EC2 does not name one it is what was asked for.
   */
  static Optional<String> lacking(SdkException e) {
    if (!OF_RIGHTS.contains(code(e))) {
      return Optional.empty();
    }
    Matcher lacking = LACKING.matcher(String.valueOf(e.getMessage()));
    return Optional.of(lacking.find() ? lacking.group(1) : "");
  }

  /** Whether EC2 has looked at what is asked for, and found fault with that alone. */
  static boolean isAboutTheRequest(SdkException e) {
    return e instanceof Ec2Exception answer
        && answer.statusCode() < 500
        && !OF_RIGHTS.contains(code(e))
        && !OF_WHO_ASKS.contains(code(e))
        && !isThrottled(e);
  }

  private static boolean isThrottled(SdkException e) {
    return code(e).equals("RequestLimitExceeded") || code(e).equals("Throttling");
  }

  /** Whether EC2 has said no, or has not said. */
  static CloudRefused failure(String what, SdkException e) throws CloudSilent {
    boolean isAnswer = e instanceof Ec2Exception answer && answer.statusCode() < 500;
    if (isAnswer || isMissingCredentials(e)) {
      return new CloudRefused(sentence(what, e), e, OF_RIGHTS.contains(code(e)));
    }
    throw new CloudSilent(sentence(what, e), e);
  }

  static String sentence(String what, SdkException e) {
    return "EC2 does not " + what + ": " + of(e);
  }

  private static boolean isUnknownHost(SdkException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
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

  /**
   * Empty where nothing is said. Of an answer with the status 401 the JDK's client of HTTP keeps
   * the body to itself, and EC2 gives that status for one reason.
   */
  private static String code(SdkException e) {
    if (!(e instanceof AwsServiceException answer) || answer.awsErrorDetails() == null) {
      return "";
    }
    String code = Objects.requireNonNullElse(answer.awsErrorDetails().errorCode(), "");
    return code.isEmpty() && answer.statusCode() == UNAUTHORIZED ? "AuthFailure" : code;
  }

  static boolean isMissingCredentials(SdkException e) {
    return String.valueOf(e.getMessage()).startsWith("Unable to load credentials");
  }
}

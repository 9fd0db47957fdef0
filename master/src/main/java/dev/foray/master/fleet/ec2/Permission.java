package dev.foray.master.fleet.ec2;

import java.util.Arrays;
import java.util.List;

/**
 * What the Master's AWS identity is allowed: the policy in {@code deploy/ec2} lists these and no
 * others, and the doctor tries each.
 */
public enum Permission {
  DESCRIBE_INSTANCES("ec2:DescribeInstances", Use.MASTER),
  CREATE_LAUNCH_TEMPLATE("ec2:CreateLaunchTemplate", Use.MASTER),
  CREATE_TAGS("ec2:CreateTags", Use.MASTER),
  CREATE_FLEET("ec2:CreateFleet", Use.MASTER),
  RUN_INSTANCES("ec2:RunInstances", Use.MASTER),
  /** Where the image is named by a parameter. */
  GET_PARAMETERS("ssm:GetParameters", Use.MASTER),
  /** Where instances have a profile. */
  PASS_ROLE("iam:PassRole", Use.MASTER),
  TERMINATE_INSTANCES("ec2:TerminateInstances", Use.MASTER_ON_ITS_OWN),
  GET_CONSOLE_OUTPUT("ec2:GetConsoleOutput", Use.MASTER_ON_ITS_OWN),
  DELETE_LAUNCH_TEMPLATE("ec2:DeleteLaunchTemplate", Use.MASTER_ON_ITS_OWN),
  DESCRIBE_SPOT_PRICE_HISTORY("ec2:DescribeSpotPriceHistory", Use.PRICES),
  DESCRIBE_LAUNCH_TEMPLATES("ec2:DescribeLaunchTemplates", Use.SWEEP),
  DESCRIBE_SUBNETS("ec2:DescribeSubnets", Use.DOCTOR),
  DESCRIBE_SECURITY_GROUPS("ec2:DescribeSecurityGroups", Use.DOCTOR),
  DESCRIBE_IMAGES("ec2:DescribeImages", Use.DOCTOR),
  DESCRIBE_INSTANCE_TYPES("ec2:DescribeInstanceTypes", Use.DOCTOR),
  DESCRIBE_INSTANCE_TYPE_OFFERINGS("ec2:DescribeInstanceTypeOfferings", Use.DOCTOR);

  /** Who needs it. */
  public enum Use {
    /** No job runs without it. */
    MASTER,
    /** The same; the policy grants it for what carries the cluster's tag, and for nothing else. */
    MASTER_ON_ITS_OWN,
    /** What spot instances cost; without it a job on spot can have no budget. */
    PRICES,
    SWEEP,
    /** The looks before anything is started; without it less is seen. */
    DOCTOR
  }

  private final String action;
  private final Use use;

  Permission(String action, Use use) {
    this.action = action;
    this.use = use;
  }

  /** As policies call it. */
  public String action() {
    return action;
  }

  public Use use() {
    return use;
  }

  /** Those without which no job runs. */
  public static List<Permission> ofTheMaster() {
    return Arrays.stream(values())
        .filter(each -> each.use == Use.MASTER || each.use == Use.MASTER_ON_ITS_OWN)
        .toList();
  }
}

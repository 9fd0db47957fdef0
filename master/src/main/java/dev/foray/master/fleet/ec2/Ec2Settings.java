package dev.foray.master.fleet.ec2;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What instances are made of. Immutable.
 *
 * @param region such as {@code eu-central-1}
 * @param endpoint where EC2 answers, if not where the region says
 * @param image an image's id, or {@code resolve:ssm:} and the name of a parameter that holds it
 * @param types instance types, any of which will do
 * @param subnets any of which will do; at least one
 * @param profile the instance profile's name; empty: none
 */
public record Ec2Settings(
    String region,
    Optional<URI> endpoint,
    String image,
    List<String> types,
    List<String> subnets,
    List<String> securityGroups,
    Optional<String> profile,
    Capacity capacity,
    boolean publicAddress,
    int volumeGigabytes) {

  private static final String AMAZON_LINUX =
      "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
  private static final List<String> TYPES =
      List.of("m7i.large", "m6i.large", "m7a.large", "m6a.large", "m5.large");

  /** How instances are paid for. */
  public enum Capacity {
    /** Spot, and on demand where there is none. */
    MIXED,
    SPOT,
    ON_DEMAND
  }

  public Ec2Settings {
    types = List.copyOf(types);
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
  }

  /**
   * @throws Refused with one sentence, if something that is needed is not said
   */
  public static Ec2Settings read(LayeredSettings layers) throws Refused {
    List<String> subnets = list(layers, "ec2-subnets");
    if (subnets.isEmpty()) {
      throw refused(
          "nodes on EC2 need a subnet: say with ec2-subnets in which ones, from which the Master"
              + " and the database can be reached");
    }
    List<String> types = list(layers, "ec2-types");
    return new Ec2Settings(
        layers
            .text("ec2-region")
            .orElseThrow(() -> refused("nodes on EC2 need a region: say with ec2-region which")),
        endpoint(layers),
        layers.text("ec2-image").orElse(AMAZON_LINUX),
        types.isEmpty() ? TYPES : types,
        subnets,
        list(layers, "ec2-security-groups"),
        layers.text("ec2-profile"),
        capacity(layers),
        layers.text("ec2-public-address").map(Boolean::parseBoolean).orElse(false),
        layers.number("ec2-volume-gb", 8, 20));
  }

  /** Whether they are those that stand for whoever names none. */
  public boolean hasUsualTypes() {
    return types.equals(TYPES);
  }

  /** How instances are paid for, in words. */
  public String paid() {
    return switch (capacity) {
      case MIXED -> "spot, or on demand where there is none";
      case SPOT -> "spot";
      case ON_DEMAND -> "on demand";
    };
  }

  private static Optional<URI> endpoint(LayeredSettings layers) throws Refused {
    try {
      return layers.text("ec2-endpoint").map(URI::create);
    } catch (IllegalArgumentException e) {
      throw refused("ec2-endpoint is no address: " + e.getMessage());
    }
  }

  private static Capacity capacity(LayeredSettings layers) throws Refused {
    String text = layers.text("capacity").orElse("mixed");
    try {
      return Capacity.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw refused("capacity " + text + " is not known: it is spot, on-demand or mixed");
    }
  }

  private static List<String> list(LayeredSettings layers, String name) {
    return layers.text(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}

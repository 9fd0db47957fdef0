package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the image is there, and of the architecture of the instance types.
 *
 * @param image as the settings have it
 */
public record ImageFits(String image) implements AccountCheck {
  private static final String ROOT = "/dev/xvda";
  private static final String READY = "available";

  @Override
  public String subject() {
    return "image";
  }

  @Override
  public Finding look(Account account) throws CloudRefused, CloudSilent {
    Optional<Account.MachineImage> described = account.image();
    Optional<String> architecture =
        described.map(Account.MachineImage::architecture).or(() -> byName(image));
    List<String> others =
        account.types().stream()
            .filter(
                type -> architecture.filter(it -> !type.architectures().contains(it)).isPresent())
            .map(Account.MachineType::name)
            .toList();
    String found = image + architecture.map(it -> " for " + it).orElse("");
    if (!others.isEmpty()) {
      return Finding.fault(
          subject(),
          found + ", which " + String.join(", ", others) + " can't run",
          "name an image of their architecture with ec2-image, or other types with ec2-types");
    }
    return described.map(one -> judged(one, found)).orElseGet(() -> ofParameter(found));
  }

  private Finding judged(Account.MachineImage one, String found) {
    if (!one.state().equals(READY)) {
      return Finding.fault(
          subject(),
          found + ", which is " + one.state(),
          "wait until it is available, or take another");
    }
    return one.rootDevice().equals(ROOT)
        ? Finding.ok(subject(), found)
        : Finding.warning(
            subject(),
            found + ", whose root device is " + one.rootDevice(),
            "take one with " + ROOT + ", else ec2-volume-gb makes a second disk");
  }

  private Finding ofParameter(String found) {
    return Finding.ok(subject(), found + ", which EC2 looks up at each launch");
  }

  /** The names of Amazon's parameters say it. */
  private static Optional<String> byName(String image) {
    return Stream.of("x86_64", "arm64").filter(image::endsWith).findFirst();
  }
}

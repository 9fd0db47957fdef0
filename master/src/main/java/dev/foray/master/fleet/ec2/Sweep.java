package dev.foray.master.fleet.ec2;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Ends what a cluster has on EC2, without a Master: made by {@code master sweep}. Which instances
 * there are it knows by the cluster's tag alone, so that none of anybody else's is ever touched;
 * which of them are to end, whoever calls it decides. For one thread.
 */
public final class Sweep {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration TELL_AGAIN = Duration.ofSeconds(15);

  private final Cloud cloud;
  private final LongSupplier nanoTime;
  private final BooleanSupplier rest;

  /**
   * @param rest waits between two looks; false: it was interrupted
   */
  Sweep(Cloud cloud, LongSupplier nanoTime, BooleanSupplier rest) {
    this.cloud = cloud;
    this.nanoTime = nanoTime;
    this.rest = rest;
  }

  public static Sweep open(Ec2Settings settings, String cluster) {
    return new Sweep(SdkCloud.open(settings, cluster), System::nanoTime, Ec2Fleet::rest);
  }

  /**
   * All of this cluster's that neither end nor have ended.
   *
   * @throws Refused if EC2 does not say which there are
   */
  public List<Stray> alive() throws Refused {
    try {
      return cloud.instances().stream()
          .filter(one -> one.state() == Instance.State.ALIVE)
          .map(Stray::of)
          .toList();
    } catch (CloudSilent e) {
      throw refused(e);
    }
  }

  /**
   * Tells them to end, again and again until EC2 shows each as terminated, or not at all; for five
   * minutes at most.
   *
   * @return those that EC2 does not show so by then; empty where all went well
   * @throws Refused if EC2 does not hear of it at all
   */
  public Set<String> end(List<Stray> strays) throws Refused {
    Set<String> left =
        strays.stream().map(Stray::instance).collect(Collectors.toCollection(TreeSet::new));
    long began = nanoTime.getAsLong();
    tell(left);
    long toldAt = nanoTime.getAsLong();
    while (!isSeenToEnd(left)
        && nanoTime.getAsLong() - began < LONGEST.toNanos()
        && rest.getAsBoolean()) {
      if (nanoTime.getAsLong() - toldAt >= TELL_AGAIN.toNanos()) {
        tellAgain(left);
        toldAt = nanoTime.getAsLong();
      }
    }
    return left;
  }

  private void tell(Set<String> instances) throws Refused {
    try {
      if (!instances.isEmpty()) {
        cloud.terminate(List.copyOf(instances));
      }
    } catch (CloudSilent e) {
      throw refused(e);
    }
  }

  /** EC2 has heard of them once: what it does not hear now it does the next time. */
  private void tellAgain(Set<String> instances) {
    try {
      cloud.terminate(List.copyOf(instances));
    } catch (CloudSilent e) {
      Ec2Log.notTerminated(List.copyOf(instances), String.valueOf(e.getMessage()));
    }
  }

  /** Takes those away that are terminated; where EC2 does not say, none is. */
  private boolean isSeenToEnd(Set<String> left) {
    try {
      if (!left.isEmpty()) {
        left.retainAll(there());
      }
    } catch (CloudSilent e) {
      Ec2Log.notEnded(String.valueOf(e.getMessage()));
    }
    return left.isEmpty();
  }

  private Set<String> there() throws CloudSilent {
    return cloud.instances().stream()
        .filter(Instance::isThere)
        .map(Instance::id)
        .collect(Collectors.toSet());
  }

  /**
   * The names of the cluster's launch templates: no launch under way needs one where no Master
   * lives.
   *
   * @throws Refused if EC2 does not say which there are
   */
  public List<String> templates() throws Refused {
    try {
      return cloud.templates();
    } catch (CloudSilent e) {
      throw refused(e);
    }
  }

  /**
   * @throws Refused if EC2 can't be told to; those before it are deleted
   */
  public void delete(List<String> templates) throws Refused {
    try {
      for (String template : templates) {
        cloud.deleteTemplate(template);
      }
    } catch (CloudSilent e) {
      throw refused(e);
    }
  }

  private static Refused refused(CloudSilent silence) {
    return new Refused(ExitCode.WRONG_USE, String.valueOf(silence.getMessage()));
  }
}

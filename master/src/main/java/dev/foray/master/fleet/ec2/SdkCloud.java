package dev.foray.master.fleet.ec2;

import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Hardware.Market;
import dev.foray.protocol.Usd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateFleetError;
import software.amazon.awssdk.services.ec2.model.CreateFleetInstance;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * EC2 by Amazon's SDK. The credentials are those that the SDK finds by itself: the environment, a
 * profile, or the role of the Master's own instance. Thread-safe.
 */
final class SdkCloud implements Cloud {
  private static final int PAGE = 1_000;
  private static final String OWN_DOING = "Client.InstanceInitiatedShutdown";
  private static final String LINUX = "Linux/UNIX";

  /** As {@code User initiated (2026-11-24 08:15:30 GMT)} has it. */
  private static final Pattern SINCE =
      Pattern.compile("\\((\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d) (?:GMT|UTC)\\)");

  private final Ec2Client ec2;
  private final Ec2Settings settings;
  private final String cluster;
  private final Templates templates;
  private final InstantSource clock;

  SdkCloud(Ec2Client ec2, Ec2Settings settings, String cluster, InstantSource clock) {
    this.ec2 = ec2;
    this.clock = clock;
    this.settings = settings;
    this.cluster = cluster;
    this.templates = new Templates(ec2, settings, cluster);
  }

  static SdkCloud open(Ec2Settings settings, String cluster) {
    return new SdkCloud(Clients.patient(settings), settings, cluster, InstantSource.system());
  }

  @Override
  public Ordered launch(InstanceOrder order) throws CloudRefused, CloudSilent {
    String template = templates.make(order);
    try {
      return launch(order, template);
    } finally {
      templates.delete(template); // What is launched needs it no more, and nothing is repeated.
    }
  }

  private Ordered launch(InstanceOrder order, String template) throws CloudRefused, CloudSilent {
    Ordered first =
        orNone(
            settings.capacity() == Ec2Settings.Capacity.ON_DEMAND
                ? () -> fleet(order, template, Market.ON_DEMAND, order.count(), "")
                : () -> fleet(order, template, Market.SPOT, order.count(), ""));
    int lacking = order.count() - first.instances().size();
    if (lacking == 0 || settings.capacity() != Ec2Settings.Capacity.MIXED) {
      return orRefused(first);
    }
    Ec2Log.spotLacks(lacking, first.shortfall());
    List<Instance> launched = new ArrayList<>(first.instances());
    try {
      Ordered rest = orNone(() -> fleet(order, template, Market.ON_DEMAND, lacking, "-on-demand"));
      launched.addAll(rest.instances());
      return orRefused(new Ordered(launched, rest.shortfall(), false));
    } catch (CloudSilent e) {
      if (launched.isEmpty()) {
        throw e;
      }
      return new Ordered(launched, String.valueOf(e.getMessage()), true);
    }
  }

  private interface Launch {
    Ordered go() throws CloudRefused, CloudSilent;
  }

  /** What is refused is none of the order, for this reason. */
  private static Ordered orNone(Launch launch) throws CloudSilent {
    try {
      return launch.go();
    } catch (CloudRefused e) {
      return new Ordered(List.of(), String.valueOf(e.getMessage()), false);
    }
  }

  private static Ordered orRefused(Ordered ordered) throws CloudRefused {
    if (ordered.instances().isEmpty()) {
      throw new CloudRefused(
          ordered.shortfall(), new IllegalStateException("no instance was launched"));
    }
    return ordered;
  }

  /**
   * @param suffix sets this call's token apart from the other of the same order
   */
  private Ordered fleet(
      InstanceOrder order, String template, Market market, int count, String suffix)
      throws CloudRefused, CloudSilent {
    try {
      CreateFleetResponse answer =
          ec2.createFleet(templates.fleet(order, template, market, count, order.launch() + suffix));
      List<Instance> instances = new ArrayList<>();
      for (CreateFleetInstance some : answer.instances()) {
        for (String id : some.instanceIds()) {
          instances.add(instance(id, order, some, market));
        }
      }
      return new Ordered(
          instances, instances.size() == count ? "" : Wording.shortfall(errors(answer)), false);
    } catch (SdkException e) {
      throw Wording.failure("launch " + count + " instances", e);
    }
  }

  private static List<String> errors(CreateFleetResponse answer) {
    return answer.errors().stream().map(SdkCloud::error).distinct().toList();
  }

  private static String error(CreateFleetError error) {
    return Wording.of(error.errorCode(), error.errorMessage());
  }

  private static Instance instance(
      String id, InstanceOrder order, CreateFleetInstance some, Market market) {
    String zone =
        some.launchTemplateAndOverrides() == null
                || some.launchTemplateAndOverrides().overrides() == null
            ? ""
            : text(some.launchTemplateAndOverrides().overrides().availabilityZone());
    return Instance.unseen(
        new Hardware(id, text(some.instanceTypeAsString()), zone, market), order.launch());
  }

  @Override
  public List<Instance> instances() throws CloudSilent {
    List<Instance> all = new ArrayList<>();
    try {
      ec2.describeInstancesPaginator(
              request -> request.maxResults(PAGE).filters(Templates.ofCluster(cluster)))
          .reservations()
          .forEach(reservation -> reservation.instances().forEach(one -> all.add(read(one))));
      return all;
    } catch (SdkException e) {
      throw new CloudSilent(Wording.sentence("list instances", e), e);
    }
  }

  /** States and fields that are not known are survived: what is not over can cost something. */
  private Instance read(software.amazon.awssdk.services.ec2.model.Instance one) {
    String launch =
        one.tags().stream()
            .filter(tag -> Templates.LAUNCH.equals(tag.key()))
            .map(Tag::value)
            .findFirst()
            .orElse("");
    Market market =
        one.instanceLifecycle() == InstanceLifecycleType.SPOT ? Market.SPOT : Market.ON_DEMAND;
    String zone = one.placement() == null ? "" : text(one.placement().availabilityZone());
    Instance.State state = state(one.state() == null ? null : one.state().name());
    return new Instance(
        new Hardware(one.instanceId(), text(one.instanceTypeAsString()), zone, market),
        launch,
        state,
        one.launchTime(),
        state == Instance.State.ALIVE ? null : since(one.stateTransitionReason()),
        reason(one.stateReason()));
  }

  /** EC2 says to the second when somebody has ended an instance; else it is about now. */
  private Instant since(@Nullable String transition) {
    Matcher said = SINCE.matcher(text(transition));
    return said.find() ? Instant.parse(said.group(1) + "T" + said.group(2) + "Z") : clock.instant();
  }

  /** That an instance switched itself off says nothing: why it did stands on its console. */
  private static String reason(@Nullable StateReason reason) {
    return reason == null || OWN_DOING.equals(reason.code()) ? "" : text(reason.message());
  }

  private static Instance.State state(@Nullable InstanceStateName name) {
    if (name == InstanceStateName.TERMINATED) {
      return Instance.State.TERMINATED;
    }
    return name == InstanceStateName.SHUTTING_DOWN ? Instance.State.ENDING : Instance.State.ALIVE;
  }

  @Override
  public void terminate(List<String> instances) throws CloudSilent {
    try {
      ec2.terminateInstances(request -> request.instanceIds(instances));
    } catch (SdkException e) {
      if (instances.size() > 1 && Wording.isUnknownInstance(e)) {
        for (String instance : instances) {
          terminate(List.of(instance)); // One that is unknown keeps none of the others alive.
        }
      } else if (!Wording.isUnknownInstance(e)) {
        throw new CloudSilent(Wording.sentence("end " + instances, e), e);
      }
    }
  }

  @Override
  public List<SpotPrice> spotPrices() throws CloudSilent {
    try {
      return ec2
          .describeSpotPriceHistoryPaginator(
              request ->
                  request
                      .startTime(clock.instant()) // The prices that hold then, and no others.
                      .productDescriptions(LINUX)
                      .instanceTypesWithStrings(settings.types()))
          .spotPriceHistory()
          .stream()
          .map(
              one ->
                  new SpotPrice(
                      text(one.instanceTypeAsString()),
                      text(one.availabilityZone()),
                      Usd.parse(text(one.spotPrice()))))
          .toList();
    } catch (SdkException | IllegalArgumentException e) {
      String why = e instanceof SdkException failure ? Wording.of(failure) : e.getMessage();
      throw new CloudSilent("EC2 does not say what spot instances cost: " + why, e);
    }
  }

  @Override
  public Optional<String> console(String instance) {
    try {
      String output =
          ec2.getConsoleOutput(
                  GetConsoleOutputRequest.builder().instanceId(instance).latest(true).build())
              .output();
      return Optional.ofNullable(output)
          .map(text -> new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (SdkException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> templates() throws CloudSilent {
    try {
      return templates.left();
    } catch (SdkException e) {
      throw new CloudSilent(Wording.sentence("list launch templates", e), e);
    }
  }

  @Override
  public void deleteTemplate(String name) throws CloudSilent {
    try {
      templates.remove(name);
    } catch (SdkException e) {
      throw new CloudSilent(Wording.sentence("delete the launch template " + name, e), e);
    }
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}

package dev.foray.docs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.rmi.Remote;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import org.junit.jupiter.api.Test;

/** Who may know whom, as {@code docs/what-runs-where.md} draws it. */
class ArchitectureTest {
  private static final JavaClasses FORAY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.foray");

  private static final String[] API = {"dev.foray.api.."};
  private static final String[] PROTOCOL = {
    "dev.foray.protocol..",
    "dev.foray.transport..",
    "dev.foray.launch..",
    "dev.foray.schema..",
    "dev.foray.settings..",
    "dev.foray.shipping.."
  };
  private static final String[] HIBERNATE = {"org.hibernate..", "jakarta.persistence.."};

  private static final List<String> NAMES_THAT_SAY_NOTHING =
      List.of("Manager", "Helper", "Util", "Utils", "Handler", "Impl", "Base", "Info", "Data");

  @Test
  void theApiKnowsNothingOfOursAndNoLibraryButHibernate() {
    classes()
        .that()
        .resideInAnyPackage(API)
        .should()
        .onlyDependOnClassesThat(inPackages(API, HIBERNATE, "java..", "org.jspecify.."))
        .check(FORAY);
  }

  @Test
  void theProtocolKnowsNothingElseOfOurs() {
    onlyKnowOfOurs(PROTOCOL, PROTOCOL);
  }

  @Test
  void theProcessesKnowTheApiAndTheProtocolAndNeverEachOther() {
    for (String process : new String[] {"master", "worker", "runner", "cli"}) {
      String[] itself = {"dev.foray." + process + ".."};
      onlyKnowOfOurs(itself, itself, API, PROTOCOL);
    }
  }

  @Test
  void theTestKitDrivesTheCoreAlone() {
    onlyKnowOfOurs(
        new String[] {"dev.foray.testkit.."},
        new String[] {"dev.foray.testkit..", "dev.foray.runner.core.."},
        API,
        PROTOCOL);
  }

  @Test
  void theExamplesNeedTheApiAlone() {
    onlyKnowOfOurs(
        new String[] {"dev.foray.examples.."}, new String[] {"dev.foray.examples.."}, API);
  }

  /** So that others can use it, and that it can't be bent to what we wish EC2 did. */
  @Test
  void theFakeOfEc2KnowsNothingOfOursAndNoSdk() {
    String[] itself = {"dev.foray.fakeec2.."};
    classes()
        .that()
        .resideInAnyPackage(itself)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(itself)
                .or(
                    resideInAnyPackage(
                        "java..",
                        "javax..",
                        "com.sun.net.httpserver..",
                        "org.bouncycastle..",
                        "org.slf4j..",
                        "org.jspecify..")))
        .check(FORAY);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.foray.fakeec2..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(itself)
        .check(FORAY);
  }

  @Test
  void theMavenPluginKnowsTheProtocolAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.foray.maven..")
        .and()
        .haveNameNotMatching("dev\\.foray\\.maven\\.run\\.LocalJob")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.foray..")
                .and(not(resideInAnyPackage(PROTOCOL)))
                .and(not(resideInAPackage("dev.foray.maven.."))))
        .check(FORAY);
  }

  /** In a class loader that shares nothing with Maven's. */
  @Test
  void whatRunsAJobInMavensProcessKnowsTheTestKit() {
    noClasses()
        .that()
        .haveNameMatching("dev\\.foray\\.maven\\.run\\.LocalJob")
        .should()
        .dependOnClassesThat(
            not(
                resideInAnyPackage(
                        "dev.foray.maven.run..", "dev.foray.testkit..", "dev.foray.api..", "java..")
                    .or(resideInAPackage("dev.foray.protocol.."))
                    .or(resideInAPackage("org.jspecify.."))))
        .check(FORAY);
  }

  @Test
  void onlyTheLedgerTheRunnerAndWhatJobsAreMadeOfSeeHibernate() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.foray.master.ledger..",
            "dev.foray.runner..",
            "dev.foray.testkit..",
            "dev.foray.api..",
            "dev.foray.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(HIBERNATE)
        .check(FORAY);
  }

  @Test
  void onlyTheFleetOnEc2SeesAmazonsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.foray.master.fleet.ec2..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(FORAY);
  }

  @Test
  void onlyTheTransportSeesRmi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.foray.transport..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.rmi..", "javax.rmi..").and(not(remoteInterfacesAndFailures())))
        .check(FORAY);
  }

  /** With one the JDK does not ask the trust manager, which sees to it that the Master answers. */
  @Test
  void nobodyVerifiesHostNamesThemselves() {
    noClasses().should().dependOnClassesThat(assignableTo(HostnameVerifier.class)).check(FORAY);
  }

  @Test
  void onlyEndpointsAnswerCallsFromOutside() {
    classes()
        .that(assignableTo(Remote.class))
        .and()
        .areNotInterfaces()
        .should()
        .haveSimpleNameEndingWith("Endpoint")
        .check(FORAY);
  }

  @Test
  void theCoreOfTheRunnerKnowsNeitherTheWireNorProcesses() {
    noClasses()
        .that()
        .resideInAPackage("dev.foray.runner.core..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.rmi..",
                    "dev.foray.transport..",
                    "dev.foray.launch..",
                    "dev.foray.runner.boot..",
                    "dev.foray.runner.report..")
                .or(assignableTo(Process.class))
                .or(assignableTo(ProcessHandle.class))
                .or(assignableTo(ProcessBuilder.class)))
        .check(FORAY);
  }

  /** Clocks of two machines differ, and jump: who waits for another process reads none. */
  @Test
  void whatEndsALeaseOrAWaitForAProcessReadsNoClockButTheMonotonicOne() {
    noClasses()
        .that()
        .haveNameMatching(
            "dev\\.foray\\.(master\\.(outcome\\.Leases|dispatch\\.Roster|fleet\\.Patience"
                + "|fleet\\.Launches|ledger\\.(Watch|Succession|ProcessMark|Holder))"
                + "|worker\\.(report\\.Membership|slots\\.(Slots|Seats)))(\\$.*)?")
        .should()
        .dependOnClassesThat(assignableTo(Instant.class).or(assignableTo(InstantSource.class)))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(FORAY);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.foray.(**)").should().beFreeOfCycles().check(FORAY);
  }

  @Test
  void noNameSaysNothing() {
    for (String ending : NAMES_THAT_SAY_NOTHING) {
      noClasses().should().haveSimpleNameEndingWith(ending).check(FORAY);
    }
  }

  private static void onlyKnowOfOurs(String[] these, String[]... known) {
    String[] all = Arrays.stream(known).flatMap(Arrays::stream).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(these)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.foray..")
                .and(not(resideInAnyPackage(all)))
                .as("are ours and reside outside of " + String.join(", ", all)))
        .check(FORAY);
  }

  private static DescribedPredicate<JavaClass> inPackages(
      String[] ours, String[] library, String... others) {
    return resideInAnyPackage(ours).or(resideInAnyPackage(library)).or(resideInAnyPackage(others));
  }

  /** Whoever calls another process meets these. */
  private static DescribedPredicate<JavaClass> remoteInterfacesAndFailures() {
    return equivalentTo(Remote.class).or(nameMatching("java\\.rmi\\.\\w+Exception"));
  }
}

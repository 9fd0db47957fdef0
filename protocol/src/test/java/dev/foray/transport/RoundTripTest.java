package dev.foray.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Parrot;
import dev.foray.protocol.RecordSamples;
import dev.foray.protocol.Refused;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.net.InetAddress;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses between two processes, and what must not. */
class RoundTripTest {
  private static final String NAME = "foray/parrot";
  private static final Identity SELF = new TestCluster().master();

  private RmiHost host;
  private Parrot echo;

  @BeforeAll
  static void install() {
    Transport.install();
  }

  @BeforeEach
  void open() throws Exception {
    host =
        RmiHost.listen(
            () -> SELF,
            Doorkeeper.byCertificate(),
            InetAddress.getLoopbackAddress(),
            "127.0.0.1",
            0);
    echo = serve(words -> words);
  }

  @AfterEach
  void close() {
    host.close();
  }

  private Parrot serve(Parrot parrot) throws RemoteException {
    host.serve(NAME, parrot);
    return new RmiPeer(() -> SELF)
        .master(new Endpoint("127.0.0.1", host.port()), NAME, Parrot.class);
  }

  static List<Class<?>> typesThatCross() throws Exception {
    return RecordSamples.typesThatCross();
  }

  @ParameterizedTest
  @MethodSource("typesThatCross")
  void everyRecordOfTheProtocolComesBackEqual(Class<?> type) throws Exception {
    Object sample = RecordSamples.of(type);

    assertThat(echo.say(sample)).isEqualTo(sample).isNotSameAs(type.isEnum() ? null : sample);
  }

  @Test
  void listsOfRecordsCrossHoweverTheyWereMade() throws Exception {
    Object sample = RecordSamples.of(dev.foray.protocol.JobAdmin.JobSummary.class);

    assertThat(echo.say(new ArrayList<>(List.of(sample)))).isEqualTo(List.of(sample));
    assertThat(echo.say((Serializable) Arrays.stream(new Object[] {sample}).toList()))
        .isEqualTo(List.of(sample));
    assertThat(echo.say(new byte[] {1, 2, 3})).isEqualTo(new byte[] {1, 2, 3});
  }

  @Test
  void foreignArgumentIsRefusedUnread() {
    Gadget.READ.set(0);

    assertThatThrownBy(() -> echo.say(new Gadget()))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("127.0.0.1:" + host.port())
        .hasMessageContaining("not of the protocol");
    assertThat(Gadget.READ).hasValue(0);
  }

  @Test
  void foreignResultIsRefusedUnread() throws Exception {
    Gadget.READ.set(0);
    Parrot rogue = serve(words -> new Gadget());

    assertThatThrownBy(() -> rogue.say("hello"))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("not of the protocol");
    assertThat(Gadget.READ).hasValue(0);
  }

  @Test
  void foreignClassIsRefusedInsideWhatIsAllowedToo() {
    List<Object> list = new ArrayList<>(List.of("harmless", new Gadget()));

    assertThatThrownBy(() -> echo.say(list)).hasMessageContaining("not of the protocol");
    assertThatThrownBy(() -> echo.say(new Gadget[0])).hasMessageContaining("not of the protocol");
  }

  @Test
  void collectionsWithCodeOfTheirOwnAreRefused() {
    Map<String, String> map = new HashMap<>(Map.of("key", "value"));

    assertThatThrownBy(() -> echo.say(map)).hasMessageContaining("not of the protocol");
  }

  @Test
  void refusalCrossesWithItsSentenceAndExitCode() throws Exception {
    Parrot refusing =
        serve(
            words -> {
              throw new Refused(ExitCode.DATABASE, "the database is down: start it");
            });

    assertThatThrownBy(() -> refusing.say("hello"))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.exitCode()).isEqualTo(ExitCode.DATABASE))
        .hasMessage("the database is down: start it");
  }

  @Test
  void failureOfTheServiceCrossesAsOneSentence() throws Exception {
    Parrot broken =
        serve(
            words -> {
              throw new IllegalStateException("row 17 is missing", new GadgetException());
            });

    assertThatThrownBy(() -> broken.say("hello"))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("Parrot.say failed there")
        .hasMessageContaining("row 17 is missing")
        .hasMessageContaining("127.0.0.1:" + host.port())
        .hasMessageNotContaining("\n");
  }

  private static final class GadgetException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 3_000_000})
  void textCrossesWhateverItsLength(int length) throws Exception {
    assertThat(echo.say("é".repeat(length))).isEqualTo("é".repeat(length));
  }

  /** The refusal comes while the caller still writes, who may read it or see the call break off. */
  @Test
  void arrayPastTheBoundNeverReachesTheService() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    Parrot counting =
        serve(
            words -> {
              heard.incrementAndGet();
              return 0;
            });
    Object longest = new byte[(int) AllowedClasses.LONGEST_ARRAY];
    Object tooLong = new byte[(int) AllowedClasses.LONGEST_ARRAY + 1];

    assertThatThrownBy(() -> counting.say(tooLong)).isInstanceOf(RemoteException.class);
    assertThat(heard).hasValue(0);

    counting.say(longest);
    assertThat(heard).hasValue(1);
  }

  @Test
  void nestingPastTheBoundIsRefused() {
    List<Object> nested = new ArrayList<>();
    for (int depth = 0; depth <= AllowedClasses.GREATEST_DEPTH; depth++) {
      nested = new ArrayList<>(List.of(nested));
    }
    List<Object> deepest = nested;

    assertThatThrownBy(() -> echo.say(deepest)).hasMessageContaining("not of the protocol");
  }

  @Test
  void attack8FilterThatIsSetLaterOpensNothing() {
    ObjectInputFilter wide = input -> ObjectInputFilter.Status.ALLOWED;
    SerialFilters filters = SerialFilters.ofEveryStream();

    assertThat(filters.apply(new AllowedClasses(), wide))
        .isNotNull()
        .extracting(both -> both.checkInput(new StreamSoFar(Gadget.class, -1, 1, 1, 100)))
        .isEqualTo(ObjectInputFilter.Status.REJECTED);
  }

  @Test
  void foreignStreamIsFilteredLikeTheWire() throws Exception {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (java.io.ObjectOutputStream out = new java.io.ObjectOutputStream(bytes)) {
      out.writeObject(new Gadget());
    }

    try (java.io.ObjectInputStream in =
        new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray()))) {
      assertThatThrownBy(in::readObject).isInstanceOf(java.io.InvalidClassException.class);
    }
  }
}

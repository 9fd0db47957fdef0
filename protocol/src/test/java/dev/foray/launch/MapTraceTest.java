package dev.foray.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.InMap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapTraceTest {
  @TempDir private Path directory;

  @Test
  void whereNothingWasTracedThereIsNothing() throws Exception {
    assertThat(MapTrace.read(directory)).isEqualTo(InMap.NONE);
    MapTrace.open(directory, 3);
    assertThat(MapTrace.read(directory)).isEqualTo(InMap.NONE);
  }

  @Test
  void whoIsInMapIsReadAndWhoHasLeftIsNot() throws Exception {
    MapTrace trace = MapTrace.open(directory, 3);
    trace.entered(0, "first", false);
    trace.entered(1, "Größe 2", false);
    trace.entered(2, "third, which is longer", false);
    trace.left(0);
    trace.entered(2, "3", false);
    assertThat(MapTrace.read(directory)).isEqualTo(new InMap(List.of("Größe 2", "3"), false));
    trace.left(1);
    trace.entered(2, "3", true);
    assertThat(MapTrace.read(directory)).isEqualTo(new InMap(List.of("3"), true));
    assertThat(MapTrace.read(directory).isOneAlone()).isTrue();
  }

  @Test
  void theLongestKeysAreWhole() throws Exception {
    String key = "\u4e2d".repeat(1_000);
    MapTrace trace = MapTrace.open(directory, 2);
    trace.entered(0, key, false);
    trace.entered(1, "after it", false);
    assertThat(MapTrace.read(directory).keys()).containsExactly(key, "after it");
  }

  @Test
  void threadsWithoutAPlaceAndKeysBeyondTheBoundAreLeftOut() throws Exception {
    MapTrace trace = MapTrace.open(directory, 2_000);
    for (int thread = 0; thread < 2_000; thread++) {
      trace.entered(thread, "key " + thread, false);
    }
    assertThat(MapTrace.read(directory).keys()).hasSize(32);
  }
}

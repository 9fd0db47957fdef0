package dev.foray.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellsTest {
  private static final int MANY = 100_000;

  @Test
  void whatHasNotChangedIsOneRun() {
    Cells cells =
        Cells.of(
            7,
            520,
            0,
            chunk -> chunk < 500 ? null : chunk < 503 ? ChunkState.DONE : ChunkState.READY);

    assertThat(cells).isEqualTo(new Cells(7, 520, 0, 520, "500=3D17r"));
    assertThat(read(cells)).hasSize(20).startsWith("500 DONE", "501 DONE", "502 DONE", "503 READY");
  }

  @Test
  void anUnchangedJobOf100000ChunksIsSevenCharacters() {
    assertThat(Cells.of(1, MANY, 0, chunk -> null).runs()).isEqualTo("100000=");
  }

  @Test
  void theWorstCaseComesInBoundedPiecesAndWhole() {
    Random random = new Random(1);
    ChunkState[] states = new ChunkState[MANY];
    List<ChunkState> all = List.of(ChunkState.values());
    Arrays.setAll(states, any -> all.get(random.nextInt(all.size())));
    @Nullable ChunkState[] known = new ChunkState[MANY];

    int pieces = 0;
    Cells cells;
    int from = 0;
    do {
      cells = Cells.of(1, MANY, from, chunk -> states[chunk]);
      assertThat(cells.runs()).hasSizeLessThanOrEqualTo(Cells.MOST_CHARACTERS);
      cells.read((chunk, state) -> known[chunk] = state);
      from = cells.next();
      pieces++;
    } while (!cells.isWhole());

    assertThat(known).isEqualTo(states);
    assertThat(pieces).isLessThan(10);
  }

  @Test
  void runsThatPromiseTooMuchStayWithinTheTotal() {
    assertThat(read(new Cells(1, 3, 0, 3, "999999999999D5r?")))
        .containsExactly("0 DONE", "1 DONE", "2 DONE");
  }

  private static List<String> read(Cells cells) {
    List<String> read = new ArrayList<>();
    cells.read((chunk, state) -> read.add(chunk + " " + state));
    return read;
  }
}

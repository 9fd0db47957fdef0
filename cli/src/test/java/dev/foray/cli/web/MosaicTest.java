package dev.foray.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.Cells;
import dev.foray.protocol.ChunkState;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MosaicTest {
  private final AtomicLong versions = new AtomicLong();
  private final Mosaic mosaic = new Mosaic(versions);

  @Test
  void browserIsToldOnlyWhatIsNewToIt() {
    learn(1, 5, chunk -> ChunkState.READY);
    Cells first = mosaic.changes(0, 0);
    assertThat(first.runs()).isEqualTo("10r");

    learn(1, 6, chunk -> chunk == 3 ? ChunkState.DONE : null);
    assertThat(mosaic.changes(first.version(), 0).runs()).isEqualTo("3=D6=");
    assertThat(mosaic.changes(0, 0).runs()).isEqualTo("3rD6r");
    assertThat(mosaic.changes(mosaic.changes(0, 0).version(), 0).runs()).isEqualTo("10=");
  }

  @Test
  void whatIsToldAgainAndIsTheSameIsNotNew() {
    learn(1, 5, chunk -> ChunkState.READY);
    long known = mosaic.changes(0, 0).version();

    learn(1, 6, chunk -> ChunkState.READY);
    assertThat(mosaic.changes(known, 0).runs()).isEqualTo("10=");
  }

  @Test
  void anotherMasterIsAskedForAllAgain() {
    learn(1, 5, chunk -> ChunkState.READY);
    assertThat(mosaic.since()).isEqualTo(5);

    learn(2, 90, chunk -> chunk == 0 ? ChunkState.DONE : null);
    assertThat(mosaic.since()).isZero();
    learn(2, 91, chunk -> ChunkState.DONE);
    assertThat(mosaic.changes(0, 0).runs()).isEqualTo("10D");
  }

  @Test
  void largeJobArrivesInPieces() {
    IntFunction<@Nullable ChunkState> states =
        chunk -> chunk % 2 == 0 ? ChunkState.DONE : ChunkState.READY;
    Cells piece = Cells.of(5, 100_000, 0, states);
    assertThat(piece.isWhole()).isFalse();
    mosaic.learn(1, piece);
    assertThat(mosaic.from()).isEqualTo(piece.next());

    Cells told = mosaic.changes(0, 0);
    assertThat(told.isWhole()).isFalse();
    assertThat(told.runs()).hasSizeLessThanOrEqualTo(Cells.MOST_CHARACTERS);
    assertThat(mosaic.changes(0, told.next()).from()).isEqualTo(told.next());
  }

  @Test
  void laterMosaicOfAJobIsNewToEverybody() {
    learn(1, 5, chunk -> ChunkState.READY);
    long known = mosaic.changes(0, 0).version();

    Mosaic later = new Mosaic(versions);
    later.learn(1, Cells.of(5, 10, 0, chunk -> ChunkState.READY));
    assertThat(later.changes(known, 0).runs()).isEqualTo("10r");
  }

  private void learn(long epoch, long version, IntFunction<@Nullable ChunkState> changed) {
    mosaic.learn(epoch, Cells.of(version, 10, 0, changed));
  }
}

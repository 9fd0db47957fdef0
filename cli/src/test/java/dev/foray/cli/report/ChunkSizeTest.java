package dev.foray.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.follow.JobDraft;
import dev.foray.protocol.JobState;
import org.junit.jupiter.api.Test;

class ChunkSizeTest {
  private final ReportDraft draft = new ReportDraft();

  @Test
  void whatLargerChunksWouldHaveSavedFollowsFromTheTimesThatWereMeasured() {
    draft.spent(320_000, 480_000);

    assertThat(new ChunkSize(draft.report()).sentence())
        .contains(
            "chunks lasted 20 s, of which 8.0 s were start, and read 83 pairs a second: 5 times larger"
                + " ones, of about 5,000 rows (the last argument of keyRanges), would have saved"
                + " about 32 % of their slot time");
  }

  @Test
  void chunksThatReadNothingHaveNoSizeInRows() {
    draft.spent(320_000, 480_000);
    draft.job().pairs(0, 0, 0, 0, 0);

    assertThat(new ChunkSize(draft.report()).sentence())
        .contains(
            "chunks lasted 20 s, of which 8.0 s were start: 5 times larger ones would have saved"
                + " about 32 % of their slot time");
  }

  @Test
  void nothingIsSaidWhereStartIsLittle() {
    assertThat(new ChunkSize(draft.report()).sentence()).isEmpty();
  }

  @Test
  void nothingIsSaidWhereNothingWasMeasured() {
    ReportDraft none = new ReportDraft(JobDraft.job(JobState.SUCCEEDED)).spent(0, 0);

    assertThat(new ChunkSize(none.report()).sentence()).isEmpty();
    assertThat(new ChunkSize(ReportDraft.empty(JobDraft.job(JobState.ACCEPTED))).sentence())
        .isEmpty();
  }
}

package dev.foray.master.fleet.ec2;

import dev.foray.master.ledger.Seat;
import java.util.List;
import java.util.Optional;

/**
 * Which of a cluster's instances the ledger has as nodes. Read after the instances were listed: a
 * row is written before its instance is launched. Immutable.
 *
 * @param isMastered whether a Master lives, who looks after its nodes itself
 */
public record Claims(boolean isMastered, List<Seat> seats) {
  /** Nobody can be asked. */
  public static final Claims NONE = new Claims(false, List.of());

  public Claims {
    seats = List.copyOf(seats);
  }

  /** Whether it is a living Master's node, or may become one of a launch that is under way. */
  public boolean cover(Stray stray) {
    return isMastered
        && (nodeOf(stray).isPresent()
            || seats.stream()
                .anyMatch(seat -> seat.instance() == null && seat.launch().equals(stray.launch())));
  }

  public Optional<String> nodeOf(Stray stray) {
    return seats.stream()
        .filter(seat -> stray.instance().equals(seat.instance()))
        .map(Seat::node)
        .findFirst();
  }
}

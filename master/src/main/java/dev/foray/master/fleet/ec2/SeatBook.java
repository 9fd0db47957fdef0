package dev.foray.master.fleet.ec2;

import dev.foray.master.bill.Prices;
import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Meters;
import dev.foray.master.ledger.Nodes;
import dev.foray.master.ledger.Seat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger's record of which node is which instance. Thread-safe. */
interface SeatBook {

  /** The nodes that are not gone. */
  List<Seat> seats();

  /**
   * @return false: the node is another instance already, or the instance another node
   */
  boolean seat(String node, Hardware hardware);

  /**
   * What EC2 says of the node's machine: from when it is paid for, and until when.
   *
   * @param stoppedAt null: it is still
   */
  void paid(String node, Hardware hardware, Instant launchedAt, @Nullable Instant stoppedAt);

  static SeatBook of(Nodes nodes, Meters meters, Prices prices) {
    return new SeatBook() {
      @Override
      public List<Seat> seats() {
        return nodes.seats(Ec2Fleet.NAME);
      }

      @Override
      public boolean seat(String node, Hardware hardware) {
        return nodes.seat(node, hardware, prices.of(hardware).orElse(null));
      }

      @Override
      public void paid(
          String node, Hardware hardware, Instant launchedAt, @Nullable Instant stoppedAt) {
        nodes.place(node, hardware.zone());
        meters.note(node, launchedAt, stoppedAt, prices.of(hardware).orElse(null));
      }
    };
  }
}

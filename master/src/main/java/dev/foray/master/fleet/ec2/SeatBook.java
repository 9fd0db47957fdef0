package dev.foray.master.fleet.ec2;

import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Nodes;
import dev.foray.master.ledger.Seat;
import java.util.List;

/** The ledger's record of which node is which instance. Thread-safe. */
interface SeatBook {

  /** The nodes that are not gone. */
  List<Seat> seats();

  /**
   * @return false: the node is another instance already, or the instance another node
   */
  boolean seat(String node, Hardware hardware);

  static SeatBook of(Nodes nodes) {
    return new SeatBook() {
      @Override
      public List<Seat> seats() {
        return nodes.seats(Ec2Fleet.NAME);
      }

      @Override
      public boolean seat(String node, Hardware hardware) {
        return nodes.seat(node, hardware);
      }
    };
  }
}

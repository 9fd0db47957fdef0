package dev.foray.runner.report;

import dev.foray.protocol.AttemptDesk;
import dev.foray.protocol.Names;
import dev.foray.protocol.Order;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiPeer;
import java.rmi.RemoteException;
import org.jspecify.annotations.Nullable;

/**
 * The Master that an order names, reached as the order's attempt. The key is read when it is first
 * needed, on the thread of the reports, so that the attempt does not wait for it. For one thread.
 */
public final class OrderDesk implements MasterReports.Desk {
  private final Order order;
  private @Nullable RmiPeer peer;

  public OrderDesk(Order order) {
    this.order = order;
  }

  @Override
  public AttemptDesk reach() throws RemoteException {
    RmiPeer known = peer;
    if (known == null) {
      Identity self = identity();
      known = new RmiPeer(() -> self);
      peer = known;
    }
    return known.master(order.master(), Names.ATTEMPT_DESK, AttemptDesk.class);
  }

  private Identity identity() throws RemoteException {
    try {
      return Identity.parse(order.identity().reveal());
    } catch (IllegalArgumentException e) {
      throw new RemoteException("the order brings no identity to report with: " + e.getMessage());
    }
  }
}

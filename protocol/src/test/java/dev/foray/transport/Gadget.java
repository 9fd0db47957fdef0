package dev.foray.transport;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/** A class that must never be read from the wire; counts how often its code ran all the same. */
final class Gadget implements Serializable {
  private static final long serialVersionUID = 1L;
  static final AtomicInteger READ = new AtomicInteger();

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    READ.incrementAndGet();
  }
}

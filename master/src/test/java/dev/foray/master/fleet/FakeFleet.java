package dev.foray.master.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Nodes in memory. Each goes at the second time that it is told to. */
final class FakeFleet implements Fleet {
  final Map<String, Integer> slots = new LinkedHashMap<>();
  final Set<String> told = new HashSet<>();
  final Set<String> refused = new HashSet<>();
  final Map<String, String> lastWords = new HashMap<>();
  private final Set<String> alive = new TreeSet<>();
  boolean refusesAll;
  boolean losesAnswers;
  private boolean closed;

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Accepted launch(LaunchOrder order) throws LaunchFailed, LaunchUnclear {
    List<String> started = new ArrayList<>(order.nodes());
    started.removeAll(refused);
    if (closed || refusesAll || started.isEmpty()) {
      throw new LaunchFailed("there is no room", new IOException("no room"));
    }
    started.forEach(node -> slots.put(node, order.slots()));
    alive.addAll(started);
    if (losesAnswers) {
      throw new LaunchUnclear("no answer came", new IOException("gone"));
    }
    return new Accepted(started, "there is no room for more", false);
  }

  /** The node's process dies by itself. */
  void die(String node, String words) {
    alive.remove(node);
    lastWords.put(node, words);
  }

  @Override
  public Set<String> alive() {
    return Set.copyOf(alive);
  }

  @Override
  public void terminate(String node) {
    if (!told.add(node)) {
      alive.remove(node);
    }
  }

  @Override
  public Optional<String> lastWords(String node) {
    return Optional.ofNullable(lastWords.get(node));
  }

  @Override
  public void close() {
    closed = true;
    alive.clear();
  }
}

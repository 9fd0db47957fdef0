package dev.foray.fakeec2.front;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every request so far, in the order in which they were answered. Thread-safe. */
public final class Requests {
  private final List<Request> all = new ArrayList<>();

  public synchronized List<Request> all() {
    return List.copyOf(all);
  }

  public List<Request> of(String action) {
    return all().stream().filter(request -> request.action().equals(action)).toList();
  }

  /** Those of the permissions that were needed so far: what a policy has to have. */
  public SortedSet<String> permissions() {
    SortedSet<String> permissions = new TreeSet<>();
    all().forEach(request -> permissions.addAll(request.permissions()));
    return Collections.unmodifiableSortedSet(permissions);
  }

  public synchronized void clear() {
    all.clear();
  }

  synchronized void add(Request request) {
    all.add(request);
  }
}

package dev.foray.fakeec2.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The actions of EC2 that there are here, by name. */
public final class Actions {
  private static final Map<String, Action> BY_NAME = new TreeMap<>();

  static {
    for (Action action :
        List.of(
            new CreateTags(),
            new DescribeInstances(),
            new RunInstances(),
            new TerminateInstances())) {
      BY_NAME.put(action.name(), action);
    }
  }

  private Actions() {}

  public static Optional<Action> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}

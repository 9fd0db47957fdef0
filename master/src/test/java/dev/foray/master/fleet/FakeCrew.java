package dev.foray.master.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Workers in memory, put there by the test. */
final class FakeCrew implements Crew {
  final List<String> lost = new ArrayList<>();
  private final Map<String, Member> members = new LinkedHashMap<>();

  void register(String node, int slots) {
    put(new Member("worker-of-" + node, node, slots, 0, false));
  }

  void runs(String node, int running) {
    Member member = member(node);
    put(new Member(member.worker(), node, member.slots(), running, member.draining()));
  }

  void leave(String node) {
    members.remove("worker-of-" + node);
  }

  Member member(String node) {
    return members().stream().filter(each -> each.node().equals(node)).findFirst().orElseThrow();
  }

  private void put(Member member) {
    members.put(member.worker(), member);
  }

  @Override
  public List<Member> members() {
    return List.copyOf(members.values());
  }

  @Override
  public void drain(String worker) {
    members.computeIfPresent(
        worker,
        (id, member) -> new Member(id, member.node(), member.slots(), member.running(), true));
  }

  @Override
  public void lost(String worker, String why) {
    members.remove(worker);
    lost.add(worker + ": " + why);
  }
}

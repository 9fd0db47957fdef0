package dev.foray.master.fleet;

import dev.foray.master.fleet.Crew.Member;
import dev.foray.master.ledger.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who can go: idle workers, and nodes that still boot, whose slots no chunk could need, because
 * each chunk left has a slot elsewhere. A chunk that runs, or waits for its next attempt, counts as
 * left. Pure.
 *
 * @param usefulSlots slots that chunks could still need
 */
record Surplus(int usefulSlots) {

  /** Of the workers those that can be drained; the last that registered go first. */
  List<Member> idle(List<Member> members) {
    long slots = activeSlots(members);
    List<Member> idle = new ArrayList<>();
    for (int i = members.size() - 1; i >= 0; i--) {
      Member member = members.get(i);
      boolean hasNothingToDo = !member.draining() && member.running() == 0;
      if (hasNothingToDo && slots - member.slots() >= usefulSlots) {
        idle.add(member);
        slots -= member.slots();
      }
    }
    return idle;
  }

  /**
   * Of the nodes that boot those that need not; the last that were requested go first.
   *
   * @param booting nodes that none of the members is on
   */
  List<Node> booting(List<Node> booting, List<Member> members, int slotsPerNode) {
    long lacking = Math.max(0, usefulSlots - activeSlots(members));
    long needed = (lacking + slotsPerNode - 1) / slotsPerNode;
    return booting.stream().sorted(Comparator.comparing(Node::requestedAt)).skip(needed).toList();
  }

  private static long activeSlots(List<Member> members) {
    return members.stream().filter(member -> !member.draining()).mapToLong(Member::slots).sum();
  }
}

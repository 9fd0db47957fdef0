package dev.foray.fakeec2.front;

import dev.foray.fakeec2.action.Action;
import dev.foray.fakeec2.action.Actions;
import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.query.AccessKey;
import dev.foray.fakeec2.query.Documented;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;

/**
 * Where a call is served, in the order in which EC2 looks at it: who it is, what it asks for, how
 * often, whether it may, whether it is meant. Thread-safe: one call at a time is served, under the
 * account's lock.
 */
final class Counter {
  private final Account account;
  private final Faults faults;
  private final Throttles throttles;
  private final Requests requests;
  private final Guard guard;

  Counter(
      Account account, Faults faults, Throttles throttles, Requests requests, InstantSource wall) {
    this.account = account;
    this.faults = faults;
    this.throttles = throttles;
    this.requests = requests;
    this.guard = new Guard(account, wall);
  }

  /** What is served: the answer, and what is known of the call by then. */
  private record Served(Reply reply, Set<String> permissions, String code) {}

  Reply serve(Call call, Fault fault) {
    return account.locked(
        () -> {
          Served served = fault.losesRequest() ? lost() : served(call, fault);
          boolean silent = fault.losesRequest() || fault.losesAnswer();
          requests.add(
              new Request(
                  call.service(),
                  call.action(),
                  call.parameters(),
                  served.permissions(),
                  call.signature().map(signature -> signature.keyId()).orElse(""),
                  account.now(),
                  silent ? 0 : served.reply().status(),
                  served.code()));
          return silent ? Reply.SILENCE : served.reply();
        });
  }

  private static Served lost() {
    return new Served(Reply.SILENCE, Set.of(), "");
  }

  private Served served(Call call, Fault fault) {
    String requestId = UUID.randomUUID().toString();
    Wording wording = Wording.of(call);
    Set<String> permissions = Set.of();
    try {
      if (fault.refusal().isPresent()) {
        throw fault.refusal().get();
      }
      AccessKey key = guard.keyOf(call);
      Action action = action(call);
      Documented.of(action.name()).orElseThrow().check(call.parameters());
      throttles.take(action.name(), action.resources(call.parameters()));
      permissions = action.permissions(call.parameters(), account);
      Permits.check(permissions, key, account);
      if (call.parameters().flag("DryRun")) {
        throw new Refusal(
            412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
      }
      Xml answer = new Xml();
      action.run(call.parameters(), account, answer);
      if (faults.unknownFields()) {
        answer.element(
            "fieldOfTomorrow", () -> answer.items("strangeSet", Set.of("a"), Xml::itself));
      }
      return new Served(wording.done(action.name(), answer, requestId), permissions, "");
    } catch (Refusal refusal) {
      return new Served(wording.refused(refusal, requestId), permissions, refusal.code());
    }
  }

  private static Action action(Call call) {
    return Actions.find(call.action())
        .orElseThrow(
            () ->
                Refusal.of(
                    "InvalidAction",
                    "The action " + call.action() + " is not valid for this web service."));
  }
}

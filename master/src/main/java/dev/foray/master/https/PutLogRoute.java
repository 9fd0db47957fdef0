package dev.foray.master.https;

import dev.foray.master.logs.LogShelf;
import dev.foray.master.logs.LogUnfit;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The log of an attempt comes in, from the node that ran it and from nobody else. */
final class PutLogRoute implements Route {
  private static final Pattern PATH =
      Pattern.compile("/logs/(job-\\d{1,18}\\.chunk-\\d{1,9}\\.attempt-\\d{1,9})");

  private final LogShelf shelf;

  PutLogRoute(LogShelf shelf) {
    this.shelf = shelf;
  }

  @Override
  public void serve(Call call) throws CallRefused, IOException {
    try {
      shelf.keep(attempt(call), call.body(), call.bytes());
    } catch (LogUnfit e) {
      throw new CallRefused(status(e.reason()), String.valueOf(e.getMessage()));
    }
    call.answer(200, "");
  }

  private static int status(LogUnfit.Reason reason) {
    return switch (reason) {
      case NOT_ONE -> 422;
      case NO_ROOM -> 507;
    };
  }

  private static AttemptId attempt(Call call) {
    return AttemptId.parse(call.part());
  }

  @Override
  public String method() {
    return "PUT";
  }

  @Override
  public Pattern path() {
    return PATH;
  }

  @Override
  public Optional<Role> role() {
    return Optional.of(Role.WORKER);
  }

  @Override
  public Object[] about(Call call) {
    return new Object[] {attempt(call)};
  }
}

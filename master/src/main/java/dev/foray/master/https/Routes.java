package dev.foray.master.https;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import dev.foray.master.ledger.LedgerUnavailable;
import dev.foray.master.release.JarsLacking;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.transport.Caller;
import dev.foray.transport.Doorkeeper;
import java.io.IOException;
import java.rmi.AccessException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every call passes here: finds its route, asks the doorkeeper whether the caller may, and turns
 * whatever is refused into a status and one sentence. Thread-safe.
 */
final class Routes implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private static final String NOBODY = "nobody";

  private final List<Route> routes;
  private final Doorkeeper doorkeeper;
  private final CallWatch watch;

  Routes(List<Route> routes, Doorkeeper doorkeeper, CallWatch watch) {
    this.routes = List.copyOf(routes);
    this.doorkeeper = doorkeeper;
    this.watch = watch;
  }

  @Override
  public void handle(HttpExchange exchange) {
    watch.hasArrived();
    try (exchange) {
      serve(exchange);
      // What is left of the body is read before the connection is used again, or closed.
      watch.waits(watch.term());
    } catch (IOException e) {
      LOG.debug("a call from {} broke off", exchange.getRemoteAddress(), e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    Optional<Caller> caller =
        exchange instanceof HttpsExchange secured
            ? Caller.shownIn(secured.getSSLSession())
            : Optional.empty();
    @Nullable String path = exchange.getRequestURI().getRawPath();
    List<Route> here = path == null ? List.of() : at(path);
    Optional<Route> route =
        here.stream().filter(each -> each.method().equals(exchange.getRequestMethod())).findFirst();
    Route chosen = route.orElse(here.isEmpty() ? Nowhere.NO_PATH : Nowhere.NO_METHOD);
    Matcher matcher = chosen.path().matcher(path == null ? "" : path);
    boolean unused = matcher.matches();
    String name = caller.map(shown -> shown.party().toString()).orElse(NOBODY);
    answer(chosen, new Call(exchange, name, matcher, watch), caller);
  }

  private List<Route> at(String path) {
    return routes.stream().filter(route -> route.path().matcher(path).matches()).toList();
  }

  private void answer(Route route, Call call, Optional<Caller> caller) throws IOException {
    try {
      if (route.role().isPresent()) {
        admit(caller, route.role().get(), route.about(call));
      }
      route.serve(call);
    } catch (CallRefused e) {
      refuse(call, e.status(), e);
    } catch (Refused e) {
      refuse(call, 422, e);
    } catch (JarsLacking e) {
      refuse(call, 409, e);
    } catch (LedgerUnavailable e) {
      refuse(call, 503, e);
    } catch (RuntimeException e) {
      LOG.error("{} failed: this is a mistake in Foray", call, e);
      call.answer(500, "the Master failed at this: its log says how\n");
    }
  }

  private void admit(Optional<Caller> caller, Role needed, Object[] about) throws CallRefused {
    if (caller.isEmpty()) {
      throw new CallRefused(
          401, "this takes the role " + needed + ", and a certificate that says who calls");
    }
    try {
      caller.get().requireInTerm(Instant.now());
      doorkeeper.check(caller.get(), needed, about);
    } catch (AccessException e) {
      throw new CallRefused(403, String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(Call call, int status, Exception why) throws IOException {
    LOG.info("{} is refused ({}): {}", call, status, why.getMessage());
    call.answer(status, why.getMessage() + "\n");
  }
}

package dev.foray.master.https;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import dev.foray.master.ledger.LedgerUnavailable;
import dev.foray.master.release.JarsLacking;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every call passes here: finds its route, asks who calls, checks the right, and turns whatever is
 * refused into a status and one sentence. Thread-safe.
 */
final class Routes implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final List<Route> routes;
  private final Callers callers;
  private final CallWatch watch;

  Routes(List<Route> routes, Callers callers, CallWatch watch) {
    this.routes = List.copyOf(routes);
    this.callers = callers;
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
    Caller caller = callers.of(((HttpsExchange) exchange).getSSLSession());
    @Nullable String path = exchange.getRequestURI().getRawPath();
    List<Route> here = path == null ? List.of() : at(path);
    Optional<Route> route =
        here.stream().filter(each -> each.method().equals(exchange.getRequestMethod())).findFirst();
    Route chosen = route.orElse(here.isEmpty() ? Nowhere.NO_PATH : Nowhere.NO_METHOD);
    Matcher matcher = chosen.path().matcher(path == null ? "" : path);
    boolean unused = matcher.matches();
    answer(chosen, new Call(exchange, caller, matcher, watch), caller);
  }

  private List<Route> at(String path) {
    return routes.stream().filter(route -> route.path().matcher(path).matches()).toList();
  }

  private static void answer(Route route, Call call, Caller caller) throws IOException {
    try {
      check(route, caller);
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

  private static void check(Route route, Caller caller) throws CallRefused {
    Optional<Right> right = route.right();
    if (right.isPresent() && !caller.rights().contains(right.get())) {
      throw new CallRefused(
          caller.equals(Caller.NOBODY) ? 401 : 403,
          caller.name() + " may not " + right.get().name().toLowerCase(Locale.ROOT) + " here");
    }
  }

  private static void refuse(Call call, int status, Exception why) throws IOException {
    LOG.info("{} is refused ({}): {}", call, status, why.getMessage());
    call.answer(status, why.getMessage() + "\n");
  }
}

package dev.foray.master.https;

import com.sun.net.httpserver.HttpExchange;

/** The authority's certificate, for anybody: it is no secret. */
public final class CaRoute implements HttpsPort.Route {
  private final String certificate;

  public CaRoute(String certificate) {
    this.certificate = certificate;
  }

  @Override
  public String path() {
    return "/ca";
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String answer(HttpExchange exchange) {
    return certificate;
  }
}

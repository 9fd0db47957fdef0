package dev.foray.fakeec2.front;

import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;

/** How a service wraps its answers and its errors. */
enum Wording {
  EC2 {
    @Override
    Reply done(String action, Xml answer, String requestId) {
      Xml all = new Xml().value("requestId", requestId).raw(answer);
      return Reply.xml(
          200, Xml.document(action + "Response", "http://ec2.amazonaws.com/doc/2016-11-15/", all));
    }

    @Override
    Reply refused(Refusal refusal, String requestId) {
      Xml xml = new Xml();
      xml.element(
          "Errors",
          () ->
              xml.element(
                  "Error",
                  () -> xml.value("Code", refusal.code()).value("Message", refusal.said())));
      xml.value("RequestID", requestId);
      return Reply.xml(refusal.status(), Xml.document("Response", "", xml));
    }
  },
  STS {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    @Override
    Reply done(String action, Xml answer, String requestId) {
      Xml xml = new Xml();
      xml.element(action + "Result", () -> xml.raw(answer));
      xml.element("ResponseMetadata", () -> xml.value("RequestId", requestId));
      return Reply.xml(200, Xml.document(action + "Response", NAMESPACE, xml));
    }

    @Override
    Reply refused(Refusal refusal, String requestId) {
      Xml xml = new Xml();
      xml.element(
          "Error",
          () ->
              xml.value("Type", refusal.status() < 500 ? "Sender" : "Receiver")
                  .value("Code", refusal.code())
                  .value("Message", refusal.said()));
      xml.value("RequestId", requestId);
      return Reply.xml(refusal.status(), Xml.document("ErrorResponse", NAMESPACE, xml));
    }
  },
  JSON {
    @Override
    Reply done(String action, Xml answer, String requestId) {
      return new Reply(200, TYPE_JSON, answer.toString());
    }

    @Override
    Reply refused(Refusal refusal, String requestId) {
      String said = refusal.said().replace("\\", "\\\\").replace("\"", "\\\"");
      return new Reply(
          refusal.status(),
          TYPE_JSON,
          "{\"__type\":\"" + refusal.code() + "\",\"message\":\"" + said + "\"}");
    }
  };

  private static final String TYPE_JSON = "application/x-amz-json-1.1";

  abstract Reply done(String action, Xml answer, String requestId);

  abstract Reply refused(Refusal refusal, String requestId);

  static Wording of(Call call) {
    return switch (call.service()) {
      case "sts" -> STS;
      case "ssm", "servicequotas" -> JSON;
      default -> EC2;
    };
  }
}

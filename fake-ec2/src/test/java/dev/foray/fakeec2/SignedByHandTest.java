package dev.foray.fakeec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever can sign as the documentation says can talk to it, without a line of any SDK. */
class SignedByHandTest {
  private static final String VERSION = "&Version=2016-11-15";

  private final FakeEc2 fake = FakeEc2.builder().start();
  private Instant signedAt = Clock.systemUTC().instant();

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void aPostedFormAndAnAddressAreBothUnderstood() throws Exception {
    String form =
        "Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=m5.large&ImageId="
            + FakeEc2Builder.IMAGE_X86_64
            + VERSION;
    assertThat(post("ec2", form).body())
        .contains("xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"", "<instanceId>i-0");
    assertThat(get("Action=DescribeInstances" + VERSION).body()).contains("<name>running</name>");
  }

  @Test
  void aMistakeIsAnsweredInTheDocumentedForm() throws Exception {
    HttpResponse<String> unknown = post("ec2", "Action=DescribeInstances&Colour=red" + VERSION);
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body())
        .contains(
            "<Response><Errors><Error><Code>UnknownParameter</Code><Message>The parameter Colour is not recognized</Message></Error></Errors><RequestID>");
    assertThat(post("ec2", "Action=RunInstances&MinCount=1" + VERSION).body())
        .contains("<Code>MissingParameter</Code>", "MaxCount");
    assertThat(post("ec2", "Action=RunInstances&MinCount=one&MaxCount=1" + VERSION).body())
        .contains("<Code>InvalidParameterValue</Code>", "MinCount");
    assertThat(post("ec2", "Action=LaunchRockets" + VERSION).body())
        .contains("<Code>InvalidAction</Code>");
  }

  @Test
  void anOldSignatureHasExpired() throws Exception {
    signedAt = Clock.systemUTC().instant().minus(Duration.ofMinutes(6));
    assertThat(post("ec2", "Action=DescribeInstances" + VERSION).body())
        .contains("<Code>RequestExpired</Code>");
  }

  @Test
  void theServicesBesideEc2AnswerInTheirOwnForms() throws Exception {
    assertThat(post("sts", "Action=GetCallerIdentity&Version=2011-06-15").body())
        .contains("<GetCallerIdentityResult>", "<Account>123456789012</Account>");
    assertThat(post("sts", "Action=DecodeAuthorizationMessage&EncodedMessage=aGVsbG8").body())
        .contains("<DecodedMessage>hello</DecodedMessage>");
    assertThat(
            json(
                    "ssm",
                    "AmazonSSM.GetParameter",
                    "{\"Name\": \"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64\"}")
                .body())
        .contains("\"Value\":\"" + FakeEc2Builder.IMAGE_ARM64 + "\"");
    assertThat(json("ssm", "AmazonSSM.GetParameter", "{\"Name\":\"/none\"}").body())
        .contains("\"__type\":\"ParameterNotFound\"");
    assertThat(
            json(
                    "servicequotas",
                    "ServiceQuotasV20190624.GetServiceQuota",
                    "{\"ServiceCode\":\"ec2\",\"QuotaCode\":\"L-1216C47A\"}")
                .body())
        .contains("\"Value\":100000.0");
  }

  private HttpResponse<String> get(String query) throws Exception {
    String[] pairs = query.split("&", -1);
    java.util.Arrays.sort(pairs);
    String sorted = String.join("&", pairs);
    return send(
        signed("ec2", "GET", sorted, "", "").GET(), URI.create(fake.endpoint() + "/?" + sorted));
  }

  private HttpResponse<String> post(String service, String form) throws Exception {
    return send(
        signed(service, "POST", "", form, "")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .header("Content-Type", "application/x-www-form-urlencoded"),
        URI.create(fake.endpoint() + "/"));
  }

  private HttpResponse<String> json(String service, String target, String body) throws Exception {
    return send(
        signed(service, "POST", "", body, target).POST(HttpRequest.BodyPublishers.ofString(body)),
        URI.create(fake.endpoint() + "/"));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, URI address)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(request.uri(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder signed(
      String service, String method, String query, String body, String target) throws Exception {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(signedAt);
    String scope = time.substring(0, 8) + "/" + fake.region() + "/" + service + "/aws4_request";
    String names = target.isEmpty() ? "host;x-amz-date" : "host;x-amz-date;x-amz-target";
    String headers =
        "host:"
            + fake.endpoint().getAuthority()
            + "\nx-amz-date:"
            + time
            + "\n"
            + (target.isEmpty() ? "" : "x-amz-target:" + target + "\n");
    String canonical = String.join("\n", method, "/", query, headers, names, hash(body));
    byte[] key = ("AWS4" + FakeEc2Builder.SECRET).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = mac(key, part);
    }
    String signature =
        HexFormat.of()
            .formatHex(
                mac(key, "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hash(canonical)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("X-Amz-Date", time)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + FakeEc2Builder.KEY_ID
                    + "/"
                    + scope
                    + ", SignedHeaders="
                    + names
                    + ", Signature="
                    + signature);
    return target.isEmpty() ? request : request.header("X-Amz-Target", target);
  }

  private static String hash(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] mac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}

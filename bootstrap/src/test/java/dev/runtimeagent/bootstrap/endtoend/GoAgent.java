package dev.runtimeagent.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimeagent.compass.crypto.BouncyCastleSigningRequests;
import dev.runtimeagent.domain.connection.DistinguishedName;
import dev.runtimeagent.sandbox.certificate.CertificateFlaw;
import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.BundleAuth;
import dev.runtimeagent.sandbox.landscape.Credential;
import dev.runtimeagent.sandbox.landscape.EventDefinition;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The agent that was there before: what it knew, and what it left in the cluster. */
final class GoAgent {
  private static final String FIELD_MANAGER = "compass-runtime-agent";

  private static final Application SHOP =
      Application.named("shop")
          .withId("0a0a0a0a-0000-4000-8000-000000000001")
          .withAuths("0c0c0c0c-0000-4000-8000-000000000001")
          .withBundles(
              Bundle.of("Orders")
                  .withId("0b0b0b0b-0000-4000-8000-000000000001")
                  .withAuth(
                      BundleAuth.of(new Credential.Basic("user", "secret-1"))
                          .withHeaders(Map.of("x-key", List.of("header value"))))
                  .withApis(
                      ApiDefinition.of("Orders API", "https://shop.example/orders")
                          .withId("0d0d0d0d-0000-4000-8000-000000000001"))
                  .withEvents(
                      EventDefinition.of("Order created")
                          .withId("0e0e0e0e-0000-4000-8000-000000000001")),
              Bundle.of("Stock")
                  .withId("0b0b0b0b-0000-4000-8000-000000000002")
                  .withDescription("What is there")
                  .withInputSchema("{\"type\":\"object\"}")
                  .withAuth(
                      BundleAuth.of(
                              new Credential.OAuth("id", "secret", "https://shop.example/token"))
                          .withCsrfTokenUrl("https://shop.example/csrf"))
                  .withApis(
                      ApiDefinition.of("Stock API", "https://shop.example/stock")
                          .withId("0d0d0d0d-0000-4000-8000-000000000002")));

  private final ClusterScene scene;

  GoAgent(ClusterScene scene) {
    this.scene = scene;
  }

  /** Leaves a connection that is synchronized, and one Application. */
  void leave() throws Exception {
    scene.compass().put(SHOP);
    var token = scene.configure();
    scene.compass().systemAuths().consume(token.token());
    leaveCredential(token.systemAuthId());
    create(text("application.yaml"));
    var owner = scene.read("application", "mp-shop").orElseThrow().at("/metadata/uid").asText();
    create(text("application-secrets.yaml").replace("${owner}", owner));
  }

  private void leaveCredential(String systemAuthId) throws Exception {
    var requests = new BouncyCastleSigningRequests();
    var key = requests.newKey("rsa4096");
    var subject = scene.compass().certificates().profile().subjectOf(systemAuthId);
    if (!(DistinguishedName.parse(subject)
        instanceof DistinguishedName.Reading.Parsed(var parsed))) {
      throw new IllegalStateException(subject);
    }
    var signed =
        scene
            .compass()
            .certificates()
            .sign(requests.sign(key, parsed), systemAuthId, CertificateFlaw.NONE);
    create(
        text("credentials.yaml")
            .replace("${certificate}", signed.clientCertificate())
            .replace("${key}", Base64.getEncoder().encodeToString(key.reveal().getBytes(UTF_8)))
            .replace("${chain}", signed.certificateChain())
            .replace("${authorities}", signed.caCertificate()));
    create(
        text("connection.yaml")
            .replace("${director}", scene.compass().directorUrl())
            .replace("${connector}", scene.compass().mtlsConnectorUrl())
            .replace("${notBefore}", signed.certificate().getNotBefore().toInstant().toString())
            .replace("${notAfter}", signed.certificate().getNotAfter().toInstant().toString()));
  }

  private void create(String manifests) {
    scene
        .kubectl()
        .runWithInput(manifests, "create", "--field-manager=" + FIELD_MANAGER, "-f", "-");
  }

  private static String text(String file) throws IOException {
    try (var stream = GoAgent.class.getResourceAsStream("/go-agent/" + file)) {
      return new String(Optional.ofNullable(stream).orElseThrow().readAllBytes(), UTF_8);
    }
  }
}

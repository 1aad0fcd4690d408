package dev.runtimeagent.application.port;

import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.port.JournalEntry.Enrolment;
import dev.runtimeagent.application.port.JournalEntry.Phase;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.application.status.ConnectionDocument.CompatibleState;
import dev.runtimeagent.application.status.ConnectionDocument.Condition;
import dev.runtimeagent.application.status.ConnectionDocument.ConnectionTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Named;
import dev.runtimeagent.application.status.ConnectionDocument.Spec;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.application.status.ConnectionDocument.SynchronizationTimes;
import dev.runtimeagent.application.status.ConnectionDocument.Truth;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.connection.TokenLedger;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.LossRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the contracts store: every field filled. */
public final class StoredSamples {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  public static final Generation GENERATION = generation("current", NOW);

  public static final StoredCredentials CREDENTIALS =
      new StoredCredentials(
          Optional.of(generation("next", NOW.plusSeconds(60))),
          Optional.of(GENERATION),
          Optional.of(generation("previous", NOW.minusSeconds(60))),
          Optional.of(NOW.plusMillis(1)),
          Optional.empty(),
          List.of(
              new TokenLedger.Spent(TokenHash.of(SecretText.of("one")), NOW),
              new TokenLedger.Spent(TokenHash.of(SecretText.of("two")), NOW.plusNanos(5))),
          new LossRecord(
              "0123abcd",
              true,
              List.of(
                  new LossRecord.Entry(NOW, 1, 2, 3),
                  new LossRecord.Entry(NOW.plusSeconds(1), 4, 5, 6))));

  public static final StoredCredentials ONLY_CURRENT = only(GENERATION);

  public static final JournalEntry ENTRY =
      new JournalEntry(
          Optional.of(
              new Enrolment(
                  "pod-1",
                  NOW,
                  Phase.SIGNING,
                  URI.create("https://connector.example/graphql"),
                  TokenHash.of(SecretText.of("token")),
                  "runtime-1",
                  "tenant-1",
                  SecretText.of("-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END…"),
                  Optional.of(SecretText.of("left over")),
                  Optional.of(
                      new Connector.Configuration(
                          SecretText.of("second token"),
                          "O=a\\, b,OU=c,CN=d",
                          "rsa2048",
                          Optional.of("https://director.example/graphql"),
                          Optional.of("https://connector-mtls.example/graphql"))),
                  Optional.of(new Connector.SignedCertificates("Y2hhaW4=", "Y2E=", "Y2VydA==")))),
          List.of(
              new TokenLedger.Refused(
                  TokenHash.of(SecretText.of("bad")),
                  URI.create("https://connector.example/graphql"),
                  3,
                  NOW.minusSeconds(90),
                  NOW)));

  public static final ConnectionDocument DOCUMENT =
      new ConnectionDocument(
          new Spec(
              "https://connector-mtls.example/graphql",
              "https://director.example/graphql",
              true,
              true),
          new Status(
              CompatibleState.SYNCHRONIZED,
              Optional.of("Synchronized"),
              new ConnectionTimes(
                  Optional.of(NOW),
                  Optional.of(NOW.minusSeconds(1)),
                  Optional.of(NOW.plus(Duration.ofDays(90))),
                  Optional.of(NOW),
                  Optional.of(NOW.plusSeconds(3)),
                  Optional.of(NOW.plusSeconds(4)),
                  Optional.of(NOW.plusSeconds(5)),
                  Optional.of("what went wrong: a \"quoted\" thing")),
              Optional.of(
                  new SynchronizationTimes(
                      Optional.of(NOW), Optional.of(NOW), Optional.empty(), Optional.of("worse"))),
              List.of(
                  new Condition("Ready", Truth.TRUE, "Synchronized", "all is well", NOW),
                  new Condition("DeletionsHeld", Truth.UNKNOWN, "Because", "nobody knows", NOW)),
              Optional.of(
                  new ApplicationsSummary(
                      7,
                      new Named(1, List.of(new Named.Entry("../../etc/passwd", "no name"))),
                      new Named(0, List.of()),
                      new Named(2, List.of(new Named.Entry("a", "vanished"))),
                      Optional.of(Instant.parse("2026-03-01T12:00:00Z"))))),
          Optional.of("2026-03-01T12:00:00Z"));

  public static final ConnectionDocument NEVER_CONNECTED =
      new ConnectionDocument(
          new Spec("", "", false, false),
          new Status(
              CompatibleState.CONNECTION_FAILED,
              Optional.of("Unconfigured"),
              ConnectionTimes.NONE,
              Optional.empty(),
              List.of(),
              Optional.empty()),
          Optional.empty());

  /** Values in these samples that no text may show. */
  public static final List<String> SECRETS =
      List.of(
          GENERATION.credential().privateKey().reveal(),
          "-----BEGIN RSA PRIVATE KEY-----",
          "left over",
          "second token");

  private StoredSamples() {}

  /** A generation whose certificate is good from {@code from} for 90 days. */
  public static Generation generation(String commonName, Instant from) {
    return new Generation(
        FakeCertificates.credential(commonName, from, from.plus(Duration.ofDays(90))),
        new Endpoints(
            URI.create("https://connector-mtls.example/graphql"),
            URI.create("https://director.example/graphql")),
        Optional.of(
            new Endpoints(
                URI.create("https://old-connector.example/graphql"),
                URI.create("https://old-director.example/graphql"))),
        "runtime-1",
        Optional.of("tenant-1"),
        from,
        from.plusSeconds(1),
        Optional.of(from.plusSeconds(2)),
        true);
  }

  /** A generation of the same connection. */
  public static Generation generation(ClientCredential credential, Generation connection) {
    return new Generation(
        credential,
        connection.endpoints(),
        Optional.empty(),
        connection.runtimeId(),
        connection.tenant(),
        credential.facts().notBefore(),
        credential.facts().notBefore(),
        Optional.empty(),
        false);
  }

  /** A store with a generation in use, and nothing else. */
  public static StoredCredentials only(Generation current) {
    return new StoredCredentials(
        Optional.empty(),
        Optional.of(current),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        LossRecord.NONE);
  }

  /** A store as another agent leaves it. */
  public static StoredCredentials foreign(ClientCredential theirs) {
    return new StoredCredentials(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(theirs),
        List.of(),
        LossRecord.NONE);
  }
}

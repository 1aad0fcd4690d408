package dev.runtimeagent.application.inmemory;

import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.domain.credential.CertificateFacts;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads and checks the readable certificates that {@link InMemoryCompass} signs. */
public final class FakeCertificates implements Certificates {
  @Override
  public Verdict check(SignedCertificates answer, SecretText key, String commonName) {
    var certificate = FakePem.decode(answer.clientCertificate());
    var chain = FakePem.decode(answer.certificateChain());
    var authorities = FakePem.decode(answer.caCertificate());
    if (certificate.isEmpty() || chain.isEmpty() || authorities.isEmpty()) {
      return new Verdict.Bad(List.of("the answer is not base64"));
    }
    return switch (read(key, certificate.get(), chain.get(), authorities.get())) {
      case Verdict.Good(var credential) when !credential.facts().commonName().equals(commonName) ->
          new Verdict.Bad(List.of("the certificate's CN is not the one asked for, " + commonName));
      case Verdict.Good good -> good;
      case Verdict.Bad bad -> bad;
    };
  }

  @Override
  public Verdict read(SecretText key, String certificate, String chain, String authorities) {
    var links = FakePem.blocks(chain, FakePem.CERTIFICATE);
    var keys = FakePem.blocks(key.reveal(), FakePem.KEY);
    if (links.isEmpty() || keys.isEmpty()) {
      return new Verdict.Bad(
          List.of(keys.isEmpty() ? "there is no private key" : "the chain holds no certificate"));
    }
    var leaf = links.getFirst();
    var problems = new ArrayList<String>();
    if (!leaf.field("key").equals(keys.getFirst().field("key"))) {
      problems.add("the certificate was made for another key");
    }
    for (int i = 0; i + 1 < links.size(); i++) {
      if (!links.get(i).field("issuer").equals(links.get(i + 1).field("cn"))) {
        problems.add("certificate " + (i + 1) + " of the chain was not issued by the next");
      }
    }
    return problems.isEmpty()
        ? new Verdict.Good(new ClientCredential(key, leaf.text(), chain, authorities, facts(leaf)))
        : new Verdict.Bad(problems);
  }

  /** A credential that no Compass signed, for tests that only store it. */
  public static ClientCredential credential(
      String commonName, Instant notBefore, Instant notAfter) {
    var serial = UUID.randomUUID() + " rsa2048";
    var key = new FakePem(FakePem.KEY, Map.of("key", serial)).text();
    var authority = authority("Test CA");
    var leaf = certificate(serial, commonName, notBefore, notAfter, "Test CA", serial);
    return new ClientCredential(
        SecretText.of(key),
        leaf.text(),
        leaf.text() + authority.text(),
        authority.text(),
        facts(leaf));
  }

  static FakePem certificate(
      String key,
      String commonName,
      Instant notBefore,
      Instant notAfter,
      String issuer,
      String serial) {
    return new FakePem(
        FakePem.CERTIFICATE,
        Map.of(
            "key",
            key,
            "cn",
            commonName,
            "notBefore",
            notBefore.toString(),
            "notAfter",
            notAfter.toString(),
            "issuer",
            issuer,
            "serial",
            serial));
  }

  static FakePem authority(String commonName) {
    return new FakePem(FakePem.CERTIFICATE, Map.of("cn", commonName, "issuer", commonName));
  }

  static CertificateFacts facts(FakePem leaf) {
    return new CertificateFacts(
        Sha256.hex(leaf.text()),
        leaf.field("cn"),
        Instant.parse(leaf.field("notBefore")),
        Instant.parse(leaf.field("notAfter")));
  }
}

package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.connection.DistinguishedName;
import dev.runtimeagent.domain.connection.DistinguishedName.Reading;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A Compass with one Runtime, its clients, and what its administrators can do. */
public interface CompassFixture {
  String REQUEST_ID = "contract-1";

  Connector connector();

  Director director();

  SigningRequests signingRequests();

  Certificates certificates();

  URI tokenConnector();

  URI securedConnector();

  URI directorUrl();

  String runtimeId();

  String tenant();

  /** A tenant that exists and is not the Runtime's. */
  String otherTenant();

  /** A token for a new system auth of the Runtime. */
  SecretText issueToken();

  void revoke(ClientCredential credential);

  /** Lets time pass for Compass. */
  void pass(Duration time);

  void put(Application application);

  default CompassReply<Connector.Configuration> configuration(SecretText token) {
    return connector().configuration(tokenConnector(), token, () -> true, REQUEST_ID);
  }

  default CompassReply<Connector.SignedCertificates> sign(SecretText token, String csr) {
    return connector().sign(tokenConnector(), token, csr, () -> true, REQUEST_ID);
  }

  /** Exchanges a new token for a credential that has not been used. */
  default ClientCredential pair() {
    var configuration = answer(configuration(issueToken()));
    var key = signingRequests().newKey(configuration.keyAlgorithm());
    var subject = subject(configuration);
    var signed = answer(sign(configuration.token(), signingRequests().sign(key, subject)));
    return good(certificates().check(signed, key, subject.commonName()));
  }

  default Director.Access access(ClientCredential credential) {
    return new Director.Access(
        directorUrl(), credential, runtimeId(), Optional.of(tenant()), REQUEST_ID);
  }

  static DistinguishedName subject(Connector.Configuration configuration) {
    return ((Reading.Parsed) DistinguishedName.parse(configuration.subject())).name();
  }

  static ClientCredential good(Certificates.Verdict verdict) {
    assertThat(verdict).isInstanceOf(Certificates.Verdict.Good.class);
    return ((Certificates.Verdict.Good) verdict).credential();
  }

  /** The value of a reply that must be an answer. */
  static <T> T answer(CompassReply<T> reply) {
    assertThat(reply).as(reply.problem()).isInstanceOf(Answered.class);
    return ((Answered<T>) reply).value();
  }
}

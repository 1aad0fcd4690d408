package dev.runtimeagent.sandbox.landscape;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** How an Application's APIs are called; the Director's untagged union of credentials (P 2.8). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Credential.Basic.class, name = "basic"),
  @JsonSubTypes.Type(value = Credential.OAuth.class, name = "oauth"),
  @JsonSubTypes.Type(value = Credential.CertificateOAuth.class, name = "certificateOauth")
})
public sealed interface Credential {

  /** User name and password. */
  record Basic(String username, String password) implements Credential {
    public Basic {
      Objects.requireNonNull(username, "a basic credential needs a username");
      Objects.requireNonNull(password, "a basic credential needs a password");
    }

    @Override
    public String toString() {
      return "Basic[***]";
    }
  }

  /** Client credentials of an OAuth server. */
  record OAuth(String clientId, String clientSecret, String url) implements Credential {
    public OAuth {
      Objects.requireNonNull(clientId, "an oauth credential needs a clientId");
      Objects.requireNonNull(clientSecret, "an oauth credential needs a clientSecret");
      Objects.requireNonNull(url, "an oauth credential needs a url");
    }

    @Override
    public String toString() {
      return "OAuth[***]";
    }
  }

  /** A client certificate for an OAuth server; agents up to now do not know it. */
  record CertificateOAuth(String clientId, String certificate, String url) implements Credential {
    public CertificateOAuth {
      Objects.requireNonNull(clientId, "a certificateOauth credential needs a clientId");
      Objects.requireNonNull(certificate, "a certificateOauth credential needs a certificate");
      Objects.requireNonNull(url, "a certificateOauth credential needs a url");
    }

    @Override
    public String toString() {
      return "CertificateOAuth[***]";
    }
  }
}

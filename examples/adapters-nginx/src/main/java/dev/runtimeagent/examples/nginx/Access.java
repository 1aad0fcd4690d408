package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.plan.Contents;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is added to each request to the APIs of a bundle.
 *
 * @param host what replaces the host of the API's URL in the header, quoted
 * @param headers lines of the configuration
 * @param query parameters, encoded, or empty
 */
record Access(Optional<String> host, List<String> headers, String query) {
  private static final Pattern HEADER = Pattern.compile("[-!#%&'*+.^_`|~0-9A-Za-z]{1,256}");

  /** These say how a message is to be read; that is between nginx and each side. */
  private static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  static Access of(Bundle bundle) throws Refused {
    var where = "the bundle " + Refused.shown(bundle.name());
    var auth = bundle.auth();
    if (auth.csrfTokenEndpointUrl().filter(url -> !url.isEmpty()).isPresent()) {
      throw new Refused(where + " needs CSRF tokens, which nginx cannot fetch");
    }
    var headers = new ArrayList<String>();
    var names = auth.headers().keySet().stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
    if (Contents.hasCredential(auth)) {
      headers.addAll(credential(auth.credential(), names.contains("authorization"), where));
    } else if (auth.credential() instanceof Auth.Credential.Unsupported(var kind)) {
      throw new Refused(where + " needs credentials that nginx cannot use: " + kind);
    }
    var hosts = new ArrayList<String>();
    for (var entry : new TreeMap<>(auth.headers()).entrySet()) {
      var name = entry.getKey();
      for (var value : entry.getValue()) {
        var text = additional(name, value, where);
        if (name.equalsIgnoreCase("host")) {
          hosts.add(text);
        } else {
          headers.add(header(name, text));
        }
      }
    }
    if (hosts.size() > 1) {
      throw new Refused(where + " has more than one header Host");
    }
    return new Access(hosts.stream().findFirst(), headers, query(auth));
  }

  private static List<String> credential(
      Auth.Credential credential, boolean alsoAsHeader, String where) throws Refused {
    return switch (credential) {
      case Auth.Credential.None _, Auth.Credential.Unsupported _ -> List.of();
      case Auth.Credential.OAuth _ ->
          throw new Refused(
              where + " needs OAuth client credentials, for which nginx cannot fetch tokens");
      case Auth.Credential.Basic(SecretText user, SecretText password) -> {
        if (alsoAsHeader) {
          throw new Refused(where + " has a password and an additional header Authorization");
        }
        if (user.reveal().contains(":")) {
          throw new Refused(where + " has a colon in the user's name, which HTTP does not allow");
        }
        var pair = user.reveal() + ":" + password.reveal();
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        yield List.of(
            header("Authorization", Quoted.text("Basic " + encoded, "a password in " + where)));
      }
    };
  }

  private static String additional(String name, SecretText value, String where) throws Refused {
    if (!HEADER.matcher(name).matches()) {
      throw new Refused(where + " has an additional header with a name that nginx cannot send");
    }
    if (FRAMING.contains(name.toLowerCase(Locale.ROOT)) || Relay.reads(name)) {
      throw new Refused(where + " has the additional header " + name + ", which is nginx' own");
    }
    if (value.isEmpty()) {
      throw new Refused(where + " has the empty header " + name + ", and nginx sends none such");
    }
    return Quoted.text(value.reveal(), "the header " + name + " of " + where);
  }

  private static String header(String name, String quotedValue) {
    return "proxy_set_header \"" + name + "\" " + quotedValue + ";";
  }

  private static String query(Auth auth) {
    var parameters = new ArrayList<String>();
    new TreeMap<>(auth.queryParameters())
        .forEach((name, values) ->
            values.forEach(value -> parameters.add(encode(name) + "=" + encode(value.reveal()))));
    return String.join("&", parameters);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The headers are secret. */
  @Override
  public String toString() {
    return "Access";
  }
}

package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.plan.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An Application as nginx' configuration: two locations for each API, one for its URL itself and
 * one for what is below it.
 *
 * @param text of the file, with credentials in it
 * @param remarks what will not work
 */
record Rendered(SecretText text, List<String> remarks) {
  Rendered {
    remarks = List.copyOf(remarks);
  }

  static Rendered of(Application application, String name) throws Refused {
    var text = new StringBuilder(Marking.of(application).text());
    var remarks = new ArrayList<String>();
    var paths = new HashMap<String, String>();
    for (var bundle : application.bundles()) {
      for (var api : bundle.apis()) {
        if (api.targetUrl().isEmpty()) {
          remarks.add(shown(api) + " has no URL, and is not served");
        } else {
          var path = path(name, bundle, api, paths);
          text.append(locations(path, bundle, api));
        }
      }
    }
    return new Rendered(SecretText.of(text.toString()), remarks);
  }

  private static String path(
      String name, Bundle bundle, ApiDefinition api, Map<String, String> taken) throws Refused {
    var bundlePart = ServiceName.normalized(bundle.name());
    var apiPart = ServiceName.normalized(api.name());
    if (bundlePart.isEmpty() || apiPart.isEmpty()) {
      throw new Refused(
          "no letter or digit is left of the name of " + shown(api) + ", or of its bundle's");
    }
    var path = "/" + name + "/" + bundlePart + "/" + apiPart;
    var other = taken.put(path, shown(api));
    if (other != null) {
      throw new Refused(other + " and " + shown(api) + " would both be reached by " + path);
    }
    return path;
  }

  private static String locations(String path, Bundle bundle, ApiDefinition api) throws Refused {
    var upstream = Upstream.of(api.targetUrl(), shown(api));
    var access = Access.of(bundle);
    var base = upstream.path().replaceFirst("/+$", "");
    return location("= " + path, upstream, access, Quoted.escape(upstream.path(), "a path"))
        + location(
            "^~ " + path + "/",
            upstream,
            access,
            Quoted.escape(base, "a path") + "$runtime_agent_rest");
  }

  private static String location(String where, Upstream upstream, Access access, String path)
      throws Refused {
    var lines = new ArrayList<String>();
    lines.add("if ($runtime_agent_plain = \"\") { return 400; }");
    lines.addAll(access.headers());
    var scheme = upstream.tls() ? "https://" : "http://";
    var target = scheme + upstream.address() + path + query(upstream, access);
    var authority = Quoted.text(upstream.authority(), "the host of an API");
    lines.addAll(
        Relay.to(
            Quoted.raw(target, "a URL"),
            access.host().orElse(authority),
            Quoted.text(upstream.host(), "the host of an API")));
    return "location " + where + " {\n  " + String.join("\n  ", lines) + "\n}\n";
  }

  private static String query(Upstream upstream, Access access) throws Refused {
    var added = new ArrayList<String>();
    added.add(upstream.query());
    added.add(access.query());
    added.removeIf(String::isEmpty);
    return added.isEmpty()
        ? "$is_args$args"
        : "?" + Quoted.escape(String.join("&", added), "a query") + "$runtime_agent_and$args";
  }

  private static String shown(ApiDefinition api) {
    return "the API " + Refused.shown(api.name());
  }
}

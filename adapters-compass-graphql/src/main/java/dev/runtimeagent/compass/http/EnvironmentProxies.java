package dev.runtimeagent.compass.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proxies as the Go agent takes them from {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code
 * NO_PROXY} (B-032): one for each scheme, none for loopback addresses.
 */
public final class EnvironmentProxies extends ProxySelector {
  private static final Logger log = LoggerFactory.getLogger(EnvironmentProxies.class);

  private final Optional<URI> forHttps;
  private final Optional<URI> forHttp;
  private final List<String> exceptions;

  private EnvironmentProxies(
      Optional<URI> forHttps, Optional<URI> forHttp, List<String> exceptions) {
    this.forHttps = forHttps;
    this.forHttp = forHttp;
    this.exceptions = exceptions;
  }

  /** Reads the variables, in capitals or, where those are missing, in small letters. */
  public static EnvironmentProxies of(Map<String, String> environment) {
    return new EnvironmentProxies(
        proxy(environment, "HTTPS_PROXY"),
        proxy(environment, "HTTP_PROXY"),
        Arrays.stream(value(environment, "NO_PROXY").orElse("").split(","))
            .map(e -> e.strip().toLowerCase(Locale.ROOT))
            .filter(e -> !e.isEmpty())
            .toList());
  }

  @Override
  public List<Proxy> select(URI uri) {
    var chosen = "https".equals(uri.getScheme()) ? forHttps : forHttp;
    if (chosen.isEmpty() || uri.getHost() == null || isException(uri)) {
      return List.of(Proxy.NO_PROXY);
    }
    var proxy = chosen.get();
    var socks = proxy.getScheme().startsWith("socks");
    var port = proxy.getPort() >= 0 ? proxy.getPort() : socks ? 1080 : 80;
    return List.of(
        new Proxy(
            socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
            InetSocketAddress.createUnresolved(proxy.getHost(), port)));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The call itself tells.
  }

  /** Answers a proxy that asks who we are with what its URL says. */
  Authenticator authenticator() {
    return (_, response) -> {
      var user = forHttps.map(URI::getUserInfo).orElse("");
      if (user.isEmpty() || response.request().header("Proxy-Authorization") != null) {
        return null;
      }
      var colon = user.indexOf(':');
      var name = colon < 0 ? user : user.substring(0, colon);
      var password = colon < 0 ? "" : user.substring(colon + 1);
      return response
          .request()
          .newBuilder()
          .header("Proxy-Authorization", Credentials.basic(name, password))
          .build();
    };
  }

  private boolean isException(URI uri) {
    var host = bare(uri.getHost());
    if (host.equals("localhost")
        || literal(host).filter(InetAddress::isLoopbackAddress).isPresent()) {
      return true;
    }
    var port = uri.getPort() >= 0 ? uri.getPort() : 443;
    return exceptions.stream().anyMatch(e -> matches(e, host, port));
  }

  private static boolean matches(String exception, String host, int port) {
    if (exception.equals("*")) {
      return true;
    }
    if (exception.contains("/")) {
      return inNetwork(exception, host);
    }
    var name = exception;
    var colon = exception.lastIndexOf(':');
    if (colon > 0 && exception.indexOf(':') == colon) {
      if (!exception.substring(colon + 1).equals(String.valueOf(port))) {
        return false;
      }
      name = exception.substring(0, colon);
    }
    name = bare(name);
    if (name.startsWith("*.")) {
      name = name.substring(1);
    }
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  private static boolean inNetwork(String network, String host) {
    var slash = network.indexOf('/');
    var address = literal(host).map(InetAddress::getAddress);
    var base = literal(bare(network.substring(0, slash))).map(InetAddress::getAddress);
    var bits = network.substring(slash + 1);
    if (address.isEmpty()
        || base.isEmpty()
        || address.get().length != base.get().length
        || !bits.matches("[0-9]{1,3}")) {
      return false;
    }
    var wanted = Math.min(Integer.parseInt(bits), address.get().length * 8);
    for (int bit = 0; bit < wanted; bit++) {
      var mask = 0x80 >> (bit % 8);
      if ((address.get()[bit / 8] & mask) != (base.get()[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** An address written in digits; names are not looked up. */
  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String bare(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") && lower.endsWith("]")
        ? lower.substring(1, lower.length() - 1)
        : lower;
  }

  private static Optional<URI> proxy(Map<String, String> environment, String name) {
    var value = value(environment, name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      var text = value.get().contains("://") ? value.get() : "http://" + value.get();
      var uri = new URI(text);
      if (uri.getHost() != null && List.of("http", "socks5", "socks5h").contains(uri.getScheme())) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException _) {
      // Told below, without the value: it may hold a password.
    }
    log.atWarn().addKeyValue("setting", name).log("Proxy setting is not usable and is ignored");
    return Optional.empty();
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
        .map(String::strip)
        .filter(v -> !v.isEmpty());
  }
}

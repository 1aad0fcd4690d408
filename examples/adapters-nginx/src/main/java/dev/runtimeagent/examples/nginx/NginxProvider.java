package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.application.runtime.Facet;
import dev.runtimeagent.application.runtime.OpenRuntime;
import dev.runtimeagent.application.runtime.Opening;
import dev.runtimeagent.application.runtime.RuntimeProvider;
import dev.runtimeagent.application.runtime.Surroundings;
import dev.runtimeagent.application.runtime.Target;
import dev.runtimeagent.application.setting.Setting;
import dev.runtimeagent.application.setting.SettingType;
import dev.runtimeagent.application.setting.SettingValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Offers an nginx of this machine as a target. */
public final class NginxProvider implements RuntimeProvider {
  static final Setting<Path> FOLDER =
      Setting.required(
          "APP_NGINX_FOLDER", SettingType.PATH, "folder of the gateway, for nobody else's use");
  static final Setting<Integer> PORT =
      Setting.withDefault(
          "APP_NGINX_PORT",
          SettingType.of(
              "a port, 1 to 65535",
              text -> SettingType.PORT.reader().apply(text).filter(p -> p > 0)),
          "8080",
          "port of 127.0.0.1 that the gateway listens at");
  static final Setting<Path> PROGRAM =
      Setting.withDefault(
          "APP_NGINX_PROGRAM", SettingType.PATH, "nginx", "the program, by name or by path");
  static final Setting<Path> CA_FILE =
      Setting.withDefault(
          "APP_NGINX_CA_FILE",
          SettingType.PATH,
          "/etc/ssl/certs/ca-certificates.crt",
          "certificates in PEM, by which those of APIs are verified");
  static final Setting<String> RESOLVER =
      Setting.optional(
          "APP_NGINX_RESOLVER",
          SettingType.of(
              "addresses of name servers with blanks between them",
              text -> Optional.of(text).filter(t -> t.matches("[0-9a-fA-F.:\\[\\] ]+"))),
          "name servers for the hosts of APIs (default: those of /etc/resolv.conf)");

  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final Pattern NAMESERVER = Pattern.compile("nameserver\\s+([0-9a-fA-F.:]+).*");

  /** In a path, these would mean something to nginx. */
  private static final Pattern SPECIAL = Pattern.compile("[\"$\\\\*?\\[\\p{Cntrl}]");

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Set<Facet> facets() {
    return Set.of(Facet.TARGET);
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(FOLDER, PORT, PROGRAM, CA_FILE, RESOLVER);
  }

  @Override
  public Opening open(Set<Facet> facets, SettingValues settings, Surroundings surroundings) {
    var folder = settings.get(FOLDER).toAbsolutePath().normalize();
    var authorities = settings.get(CA_FILE).toAbsolutePath().normalize();
    for (var path : List.of(folder, authorities)) {
      if (SPECIAL.matcher(path.toString()).find()) {
        return new Opening.Impossible(path + " has a character that means something to nginx");
      }
    }
    if (!Relay.fits(new Layout(folder))) {
      return new Opening.Impossible(
          folder + " is too long for a socket in it; set " + FOLDER.name());
    }
    if (!Files.isReadable(authorities)) {
      return new Opening.Impossible(
          authorities + " cannot be read; install ca-certificates, or set " + CA_FILE.name());
    }
    var program = find(settings.get(PROGRAM), surroundings);
    if (program.isEmpty()) {
      return new Opening.Impossible(
          "there is no program "
              + settings.get(PROGRAM)
              + "; install nginx, or set "
              + PROGRAM.name());
    }
    var resolvers = resolvers(settings);
    if (resolvers.isEmpty()) {
      return new Opening.Impossible(RESOLV_CONF + " names no name server; set " + RESOLVER.name());
    }
    var setUp =
        new Gateway.Settings(settings.get(PORT), folder, program.get(), authorities, resolvers);
    var gateway = new Gateway(setUp, surroundings.pause());
    return new Opening.Opened(
        new OpenRuntime() {
          @Override
          public Optional<Target> target() {
            return Optional.of(() -> new NginxTarget(gateway, surroundings.pause()));
          }
        });
  }

  /** Who is no administrator often has no sbin on the PATH. */
  private static Optional<Path> find(Path program, Surroundings surroundings) {
    if (program.getNameCount() > 1 || program.isAbsolute()) {
      return Optional.of(program.toAbsolutePath()).filter(Files::isExecutable);
    }
    var path = surroundings.environment().getOrDefault("PATH", "");
    return Stream.concat(
            Arrays.stream(path.split(":", -1)), Stream.of("/usr/local/sbin", "/usr/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve(program).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<String> resolvers(SettingValues settings) {
    var set = settings.find(RESOLVER);
    if (set.isPresent()) {
      return List.of(set.get().strip().split(" +"));
    }
    try (var lines = Files.lines(RESOLV_CONF)) {
      return lines
          .map(line -> NAMESERVER.matcher(line.strip()))
          .filter(m -> m.matches())
          .map(m -> m.group(1).contains(":") ? "[" + m.group(1) + "]" : m.group(1))
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}

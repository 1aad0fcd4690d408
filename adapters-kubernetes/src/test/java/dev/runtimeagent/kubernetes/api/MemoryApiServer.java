package dev.runtimeagent.kubernetes.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * As much of an API server as the first lives of one agent need, for builds, which have no real
 * one: objects in memory, all kinds, all rights, watches in which nothing happens. It speaks HTTP/2
 * over TLS, so that a client meets it in the way it meets the real one.
 */
public final class MemoryApiServer implements AutoCloseable {
  private static final String TOKEN = "token";

  /** Tells of each watch that a client broke off. */
  private static final Logger NOISE = Logger.getLogger(OkHttpClient.class.getName());

  private final MockWebServer server = new MockWebServer();
  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("cluster").build();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Map<String, Map<String, @Nullable Object>>> collections =
      new TreeMap<>();
  private int version = 1;

  private MemoryApiServer() {}

  public static MemoryApiServer start() throws IOException {
    NOISE.setLevel(Level.WARNING);
    var started = new MemoryApiServer();
    var certificate =
        new HeldCertificate.Builder()
            .signedBy(started.authority)
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    started.server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .addTrustedCertificate(started.authority.certificate())
            .build()
            .sslSocketFactory());
    started.server.requestClientAuth();
    started.server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return started.answer(request);
          }
        });
    started.server.start(InetAddress.getLoopbackAddress(), 0);
    return started;
  }

  /** Writes what a client needs to come with a token, as a pod has it, into a folder. */
  public Path kubeconfigWithToken(Path folder) throws IOException {
    Files.createDirectories(folder);
    var token = Files.writeString(folder.resolve(TOKEN), TOKEN);
    return kubeconfig(folder, "tokenFile: \"" + token.toAbsolutePath() + "\"");
  }

  /** Writes what a client needs to come with a certificate, as administrators do, into a folder. */
  public Path kubeconfigWithCertificate(Path folder) throws IOException {
    Files.createDirectories(folder);
    var client = new HeldCertificate.Builder().signedBy(authority).build();
    var certificate = Files.writeString(folder.resolve("client.crt"), client.certificatePem());
    var key = Files.writeString(folder.resolve("client.key"), client.privateKeyPkcs8Pem());
    return kubeconfig(
        folder,
        "client-certificate: \"%s\", client-key: \"%s\""
            .formatted(certificate.toAbsolutePath(), key.toAbsolutePath()));
  }

  private Path kubeconfig(Path folder, String user) throws IOException {
    var ca = Files.writeString(folder.resolve("ca.crt"), authority.certificatePem());
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: memory
        clusters: [{name: memory, cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}}]
        users: [{name: agent, user: {%s}}]
        contexts: [{name: memory, context: {cluster: memory, user: agent}}]
        """
            .formatted(server.getPort(), ca.toAbsolutePath(), user));
  }

  /** Creates or replaces an object. */
  public synchronized void put(Resource resource, Map<String, Object> manifest) {
    var name = Tree.text(Tree.child(manifest, "metadata"), "name");
    keep(resource.path(), name, new LinkedHashMap<String, @Nullable Object>(manifest), false);
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }

  /**
   * What a request is about.
   *
   * @param collection the path of all objects of the kind, or of the group where no kind is named
   * @param name empty for all of them
   */
  private record Target(String collection, boolean isGroup, String name, boolean isStatus) {
    static Target of(List<String> segments) {
      var kind = segments.getFirst().equals("api") ? 2 : 3;
      var plural =
          segments.size() > kind + 2 && segments.get(kind).equals("namespaces") ? kind + 2 : kind;
      var end = Math.min(plural + 1, segments.size());
      return new Target(
          "/" + String.join("/", segments.subList(0, end)),
          segments.size() <= kind,
          segments.size() > end ? segments.get(end) : "",
          segments.getLast().equals("status"));
    }
  }

  private synchronized MockResponse answer(RecordedRequest request) {
    var url = request.getUrl();
    if (url.queryParameter("watch") != null) {
      return quietWatch();
    }
    var target = Target.of(url.pathSegments());
    var isDry = url.queryParameter("dryRun") != null;
    return switch (request.getMethod()) {
      case "GET" ->
          target.isGroup()
              ? kinds()
              : target.name().isEmpty()
                  ? list(request, target.collection(), url.queryParameter("fieldSelector"))
                  : read(target);
      case "POST" -> create(target, body(request), isDry);
      case "PUT" -> update(target, body(request), isDry);
      case "DELETE" -> delete(target, body(request).containsKey("dryRun"));
      default -> status(405, "MethodNotAllowed");
    };
  }

  private static MockResponse kinds() {
    return reply(
        200,
        Map.of(
            "kind",
            "APIResourceList",
            "resources",
            List.of(
                Map.of("name", "compassconnections"),
                Map.of("name", "compassconnections/status"),
                Map.of("name", "applications"))));
  }

  private MockResponse read(Target target) {
    var found = collections.getOrDefault(target.collection(), Map.of()).get(target.name());
    return found == null ? status(404, "NotFound") : reply(200, found);
  }

  private MockResponse list(
      RecordedRequest request, String collection, @Nullable String fieldSelector) {
    var items =
        collections.getOrDefault(collection, Map.of()).entrySet().stream()
            .filter(entry ->
                fieldSelector == null || fieldSelector.equals("metadata.name=" + entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    var list =
        Map.of(
            "kind",
            "List",
            "metadata",
            Map.of("resourceVersion", String.valueOf(version)),
            "items",
            items);
    return KubernetesApi.METADATA_LIST.equals(request.getHeaders().get("Accept"))
        ? reply(200, MetadataList.MEDIA_TYPE, WrittenMetadata.list(list))
        : reply(200, list);
  }

  private MockResponse create(
      Target target, Map<String, @Nullable Object> manifest, boolean isDry) {
    if (target.collection().endsWith("reviews")) {
      var answer = new LinkedHashMap<>(manifest);
      answer.put("status", Map.of("allowed", true));
      return reply(201, answer);
    }
    var name = Tree.text(Tree.child(manifest, "metadata"), "name");
    if (collections.getOrDefault(target.collection(), Map.of()).containsKey(name)) {
      return status(409, "AlreadyExists");
    }
    return reply(201, isDry ? manifest : keep(target.collection(), name, manifest, false));
  }

  private MockResponse update(
      Target target, Map<String, @Nullable Object> manifest, boolean isDry) {
    var old = collections.getOrDefault(target.collection(), Map.of()).get(target.name());
    if (old == null) {
      return status(404, "NotFound");
    }
    var seen = Tree.text(Tree.child(manifest, "metadata"), "resourceVersion");
    if (!seen.isEmpty()
        && !seen.equals(Tree.text(Tree.child(old, "metadata"), "resourceVersion"))) {
      return status(409, "Conflict");
    }
    return reply(
        200,
        isDry ? manifest : keep(target.collection(), target.name(), manifest, target.isStatus()));
  }

  private MockResponse delete(Target target, boolean isDry) {
    var objects = collections.getOrDefault(target.collection(), Map.of());
    var old = isDry ? objects.get(target.name()) : objects.remove(target.name());
    return old == null ? status(404, "NotFound") : status(200, "");
  }

  /** The object as it is afterwards. */
  private Map<String, @Nullable Object> keep(
      String collection, String name, Map<String, @Nullable Object> manifest, boolean isStatus) {
    var objects = collections.computeIfAbsent(collection, _ -> new TreeMap<>());
    var old = objects.getOrDefault(name, Map.of());
    var kept = new LinkedHashMap<String, @Nullable Object>(isStatus ? old : manifest);
    if (isStatus) {
      kept.put("status", manifest.get("status"));
    } else if (old.containsKey("status")) {
      kept.put("status", old.get("status"));
    }
    var data = new LinkedHashMap<String, @Nullable Object>(Tree.child(kept, "data"));
    Tree.child(kept, "stringData").forEach((key, text) -> data.put(key, encoded(text)));
    if (kept.remove("stringData") != null) {
      kept.put("data", data);
    }
    var metadata = new LinkedHashMap<String, @Nullable Object>(Tree.child(kept, "metadata"));
    metadata.putIfAbsent("uid", UUID.randomUUID().toString());
    metadata.putIfAbsent("creationTimestamp", "2026-01-01T00:00:00Z");
    version++;
    metadata.put("resourceVersion", String.valueOf(version));
    kept.put("metadata", metadata);
    objects.put(name, kept);
    return kept;
  }

  private static String encoded(@Nullable Object text) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
  }

  /** Tells once that nothing happened, and then stays open. */
  private MockResponse quietWatch() {
    var event =
        Map.of(
            "type",
            "BOOKMARK",
            "object",
            Map.of("metadata", Map.of("resourceVersion", String.valueOf(version))));
    return new MockResponse.Builder()
        .body(
            new MockResponseBody() {
              @Override
              public long getContentLength() {
                return -1;
              }

              @Override
              public void writeTo(BufferedSink sink) throws IOException {
                sink.write(Json.text(event)).writeUtf8("\n").flush();
                try {
                  closed.await();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              }
            })
        .build();
  }

  private static MockResponse status(int code, String reason) {
    return reply(code, Map.of("kind", "Status", "reason", reason, "code", code));
  }

  private static MockResponse reply(int code, Map<String, ?> object) {
    return reply(code, "application/json", Json.text(object));
  }

  private static MockResponse reply(int code, String type, byte[] body) {
    return new MockResponse.Builder()
        .code(code)
        .setHeader("Content-Type", type)
        .body(new Buffer().write(body))
        .build();
  }

  private static Map<String, @Nullable Object> body(RecordedRequest request) {
    var body = request.getBody();
    try {
      return body == null ? Map.of() : Json.object(new ByteArrayInputStream(body.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

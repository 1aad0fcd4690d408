package dev.runtimeagent.kubernetes.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;

/** Lists of metadata in Protobuf, written from trees as an API server would, empty texts too. */
final class WrittenMetadata {
  private WrittenMetadata() {}

  static byte[] list(Map<String, ?> list) {
    return of("PartialObjectMetadataList", message(list));
  }

  /** Something of any kind as Kubernetes wraps it. */
  static byte[] of(String kind, ProtobufMessage raw) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes("k8s\0".getBytes(US_ASCII));
    bytes.writeBytes(
        new ProtobufMessage()
            .message(1, new ProtobufMessage().text(1, "meta.k8s.io/v1").text(2, kind))
            .message(2, raw)
            .text(3, "")
            .text(4, "")
            .bytes());
    return bytes.toByteArray();
  }

  private static ProtobufMessage message(Map<String, ?> list) {
    var metadata = Tree.child(list, "metadata");
    var message =
        new ProtobufMessage()
            .message(
                1,
                new ProtobufMessage()
                    .text(1, "")
                    .text(2, Tree.text(metadata, "resourceVersion"))
                    .text(3, Tree.text(metadata, "continue")));
    for (var item : Tree.children(list, "items")) {
      message.message(
          2, new ProtobufMessage().message(1, objectMeta(Tree.child(item, "metadata"))));
    }
    return message;
  }

  private static ProtobufMessage objectMeta(Map<String, ?> metadata) {
    var message =
        new ProtobufMessage()
            .text(1, Tree.text(metadata, "name"))
            .text(2, "")
            .text(3, "kyma-system")
            .text(4, "")
            .text(5, Tree.text(metadata, "uid"))
            .text(6, Tree.text(metadata, "resourceVersion"))
            .number(7, 1)
            .message(8, time(Instant.EPOCH));
    var deleted = Tree.text(metadata, "deletionTimestamp");
    if (!deleted.isEmpty()) {
      message.message(9, time(Instant.parse(deleted)));
    }
    Tree.child(metadata, "labels")
        .forEach((key, value) ->
            message.message(11, new ProtobufMessage().text(1, key).text(2, String.valueOf(value))));
    return message.message(17, new ProtobufMessage().text(1, "runtime-agent"));
  }

  private static ProtobufMessage time(Instant time) {
    return new ProtobufMessage().number(1, time.getEpochSecond()).number(2, 0);
  }
}

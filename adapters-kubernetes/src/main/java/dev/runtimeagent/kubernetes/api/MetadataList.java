package dev.runtimeagent.kubernetes.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists of metadata in Protobuf, read into the trees that JSON would give, as far as they are
 * looked at. What is not, managed fields above all, is passed over without being parsed. The
 * numbers are those of {@code generated.proto} in Kubernetes' {@code apimachinery}.
 */
final class MetadataList {
  static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

  private static final String KIND = "PartialObjectMetadataList";

  /** Before everything that Kubernetes writes in Protobuf. */
  private static final byte[] MARK = {'k', '8', 's', 0};

  private final Protobuf in;

  private MetadataList(Protobuf in) {
    this.in = in;
  }

  /** Reads one list; anything else, also half of one, is an {@link IOException}. */
  static Map<String, @Nullable Object> read(InputStream bytes) throws IOException {
    if (!Arrays.equals(bytes.readNBytes(MARK.length), MARK)) {
      throw new IOException("not Kubernetes' Protobuf");
    }
    return new MetadataList(new Protobuf(bytes)).unknown();
  }

  /** {@code runtime.Unknown}, which says of what kind the message in it is. */
  private Map<String, @Nullable Object> unknown() throws IOException {
    var kind = "";
    var list = new HashMap<String, @Nullable Object>();
    var end = Protobuf.END_OF_STREAM;
    for (var field = in.field(end); field != 0; field = in.field(end)) {
      switch (field) {
        case 1 -> kind = kind();
        case 2 -> readList(list);
        default -> in.skip();
      }
    }
    if (!kind.equals(KIND) || list.isEmpty()) {
      throw new IOException("not a " + KIND);
    }
    return list;
  }

  private String kind() throws IOException {
    var kind = "";
    var end = in.message();
    for (var field = in.field(end); field != 0; field = in.field(end)) {
      switch (field) {
        case 2 -> kind = in.text();
        default -> in.skip();
      }
    }
    return kind;
  }

  private void readList(Map<String, @Nullable Object> list) throws IOException {
    var items = new ArrayList<Map<String, @Nullable Object>>();
    list.put("metadata", Map.of());
    list.put("items", items);
    var end = in.message();
    for (var field = in.field(end); field != 0; field = in.field(end)) {
      switch (field) {
        case 1 -> list.put("metadata", listMeta());
        case 2 -> items.add(partialObjectMetadata());
        default -> in.skip();
      }
    }
  }

  private Map<String, @Nullable Object> listMeta() throws IOException {
    var metadata = new HashMap<String, @Nullable Object>();
    var end = in.message();
    for (var field = in.field(end); field != 0; field = in.field(end)) {
      switch (field) {
        case 2 -> putText(metadata, "resourceVersion");
        case 3 -> putText(metadata, "continue");
        default -> in.skip();
      }
    }
    return metadata;
  }

  private Map<String, @Nullable Object> partialObjectMetadata() throws IOException {
    var metadata = new HashMap<String, @Nullable Object>();
    var end = in.message();
    for (var field = in.field(end); field != 0; field = in.field(end)) {
      switch (field) {
        case 1 -> readObjectMeta(metadata);
        default -> in.skip();
      }
    }
    return Map.of("metadata", metadata);
  }

  private void readObjectMeta(Map<String, @Nullable Object> metadata) throws IOException {
    var labels = new HashMap<String, @Nullable Object>();
    var end = in.message();
    for (var field = in.field(end); field != 0; field = in.field(end)) {
      switch (field) {
        case 1 -> putText(metadata, "name");
        case 5 -> putText(metadata, "uid");
        case 6 -> putText(metadata, "resourceVersion");
        case 9 -> metadata.put("deletionTimestamp", time());
        case 11 -> readEntry(labels);
        default -> in.skip();
      }
    }
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
  }

  private void readEntry(Map<String, @Nullable Object> mapping) throws IOException {
    var key = "";
    var value = "";
    var end = in.message();
    for (var field = in.field(end); field != 0; field = in.field(end)) {
      switch (field) {
        case 1 -> key = in.text();
        case 2 -> value = in.text();
        default -> in.skip();
      }
    }
    mapping.put(key, value);
  }

  private String time() throws IOException {
    var seconds = 0L;
    var end = in.message();
    for (var field = in.field(end); field != 0; field = in.field(end)) {
      switch (field) {
        case 1 -> seconds = in.number();
        default -> in.skip();
      }
    }
    try {
      return Instant.ofEpochSecond(seconds).toString();
    } catch (DateTimeException e) {
      throw new IOException("not a time", e);
    }
  }

  /** JSON leaves out texts that are empty, Protobuf does not. */
  private void putText(Map<String, @Nullable Object> tree, String key) throws IOException {
    var text = in.text();
    if (!text.isEmpty()) {
      tree.put(key, text);
    }
  }
}

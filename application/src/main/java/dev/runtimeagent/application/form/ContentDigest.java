package dev.runtimeagent.application.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Digests trees so that what Kubernetes takes for the same gives the same: the order of keys does
 * not count, and empty text, empty lists and empty objects count as absent.
 */
final class ContentDigest {
  private static final int BUFFERED = 8192;

  private final MessageDigest digest;
  private final byte[] buffer = new byte[BUFFERED];
  private int filled;

  ContentDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  ContentDigest add(@Nullable Object value) {
    switch (value) {
      case null -> put('0');
      case Map<?, ?> map -> addTree(map);
      case List<?> list -> {
        put('[');
        list.forEach(this::add);
        put(']');
      }
      case Boolean flag -> put(flag ? 'T' : 'F');
      default -> addText(value.toString());
    }
    return this;
  }

  String hex() {
    flush();
    return HexFormat.of().formatHex(digest.digest());
  }

  private void addTree(Map<?, ?> map) {
    put('{');
    var keys = map.keySet().toArray();
    Arrays.sort(keys);
    for (var key : keys) {
      var value = map.get(key);
      if (!isEmpty(value)) {
        addText(key.toString());
        add(value);
      }
    }
    put('}');
  }

  private static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> isEmptyTree(map);
      default -> false;
    };
  }

  private static boolean isEmptyTree(Map<?, ?> map) {
    for (var value : map.values()) {
      if (!isEmpty(value)) {
        return false;
      }
    }
    return true;
  }

  /** With its length before it, so that no text runs into the next. */
  private void addText(String text) {
    var bytes = text.getBytes(UTF_8);
    put('"');
    put(bytes.length >>> 24);
    put(bytes.length >>> 16);
    put(bytes.length >>> 8);
    put(bytes.length);
    if (bytes.length > BUFFERED - filled) {
      flush();
    }
    if (bytes.length > BUFFERED) {
      digest.update(bytes);
    } else {
      System.arraycopy(bytes, 0, buffer, filled, bytes.length);
      filled += bytes.length;
    }
  }

  private void put(int octet) {
    if (filled == BUFFERED) {
      flush();
    }
    buffer[filled++] = (byte) octet;
  }

  private void flush() {
    digest.update(buffer, 0, filled);
    filled = 0;
  }
}

package dev.runtimeagent.sandbox.http;

import java.nio.charset.StandardCharsets;

/** The bytes of a message; nobody changes them once they are here. */
public final class Body {

  /** No bytes at all. */
  public static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Body of(byte[] bytes) {
    return new Body(bytes);
  }

  public static Body of(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }
}

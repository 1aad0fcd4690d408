package dev.runtimeagent.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/**
 * Protobuf's wire format, read from a stream. A message is a sequence of numbered fields, whose
 * values are numbers, texts, or messages again. Whatever is not in that format, or cut off, is an
 * {@link IOException}.
 */
final class Protobuf {
  /** Where a message ends that is the whole stream. */
  static final long END_OF_STREAM = Long.MAX_VALUE;

  /** In bytes; no text may be longer. */
  private static final int WINDOW = 8192;

  private static final int NUMBER = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private final InputStream stream;
  private final byte[] window = new byte[WINDOW];
  private long windowStart;
  private int next;
  private int filled;
  private int type;

  Protobuf(InputStream stream) {
    this.stream = stream;
  }

  /**
   * Goes to the next field of the message that ends at {@code end}. The value of the field before
   * must have been read or skipped.
   *
   * @return the number of the field; 0 if there is none left
   */
  int field(long end) throws IOException {
    if (position() == end || (end == END_OF_STREAM && next == filled && !isFilled(1))) {
      return 0;
    }
    var key = varint();
    type = (int) key & 7;
    var field = key >>> 3;
    if (position() > end || field == 0 || field > Integer.MAX_VALUE) {
      throw new IOException("not Protobuf");
    }
    return (int) field;
  }

  /** Enters the message that is the field's value, and answers where it ends. */
  long message() throws IOException {
    var length = length();
    return position() + length;
  }

  String text() throws IOException {
    var length = length();
    if (length > WINDOW) {
      throw new IOException("a text that is too long");
    }
    require(length);
    next += length;
    return new String(window, next - length, length, UTF_8);
  }

  long number() throws IOException {
    expect(NUMBER);
    return varint();
  }

  void skip() throws IOException {
    switch (type) {
      case NUMBER -> varint();
      case EIGHT_BYTES -> skip(8);
      case BYTES -> skip(length());
      case FOUR_BYTES -> skip(4);
      default -> throw new IOException("not Protobuf");
    }
  }

  private void skip(int length) throws IOException {
    var seen = Math.min(length, filled - next);
    next += seen;
    stream.skipNBytes(length - seen);
    windowStart += length - seen;
  }

  private int length() throws IOException {
    expect(BYTES);
    var length = varint();
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw new IOException("not Protobuf");
    }
    return (int) length;
  }

  private void expect(int wanted) throws IOException {
    if (type != wanted) {
      throw new IOException("a field of another type");
    }
  }

  private long varint() throws IOException {
    var number = 0L;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(1);
      var octet = window[next++];
      number |= (long) (octet & 0x7f) << shift;
      if (octet >= 0) {
        return number;
      }
    }
    throw new IOException("not Protobuf");
  }

  private long position() {
    return windowStart + next;
  }

  private void require(int length) throws IOException {
    if (length > filled - next && !isFilled(length)) {
      throw new IOException("the Protobuf is cut off");
    }
  }

  /** Reads until there are as many bytes in the window, and answers whether there are. */
  private boolean isFilled(int length) throws IOException {
    System.arraycopy(window, next, window, 0, filled - next);
    windowStart += next;
    filled -= next;
    next = 0;
    while (filled < length) {
      var read = stream.read(window, filled, WINDOW - filled);
      if (read < 0) {
        return false;
      }
      filled += read;
    }
    return true;
  }
}

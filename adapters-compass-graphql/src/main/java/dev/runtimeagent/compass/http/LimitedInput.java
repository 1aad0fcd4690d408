package dev.runtimeagent.compass.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer's body that ends with an exception once more than {@code limit} bytes were read. */
final class LimitedInput extends FilterInputStream {
  private long left;

  LimitedInput(InputStream in, long limit) {
    super(in);
    left = limit;
  }

  @Override
  public int read() throws IOException {
    var value = super.read();
    if (value >= 0) {
      count(1);
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    var read = super.read(target, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int bytes) throws TooLarge {
    left -= bytes;
    if (left < 0) {
      throw new TooLarge();
    }
  }

  /** More came than is read. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the answer is too large");
    }
  }
}

package dev.runtimeagent.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads requests from a stream and writes answers to one. */
final class HttpStreams {

  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int BLOCK = 16 * 1024;

  private final InputStream in;
  private final OutputStream out;
  private final int bodyLimit;
  private final Clock clock;

  HttpStreams(InputStream in, OutputStream out, int bodyLimit, Clock clock) {
    this.in = in;
    this.out = out;
    this.bodyLimit = bodyLimit;
    this.clock = clock;
  }

  /** The next request; empty if the client ended the connection. */
  Optional<HttpRequest> read() throws IOException {
    String start = line();
    if (start == null) {
      return Optional.empty();
    }
    String[] parts = start.split(" ", 3);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new IOException("not an HTTP/1.1 request line");
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = required(); !line.isEmpty(); line = required()) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() > MAX_HEADERS) {
        throw new IOException("not an HTTP header");
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    if (first(headers, "expect").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    byte[] body = body(headers);
    boolean tooLarge = body.length > bodyLimit;
    return Optional.of(
        new HttpRequest(
            parts[0], parts[1], headers, tooLarge ? Body.EMPTY : Body.of(body), tooLarge));
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    if (first(headers, "transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunked();
    }
    String announced = first(headers, "content-length");
    if (announced.isEmpty()) {
      return new byte[0];
    }
    try {
      return bounded(Long.parseLong(announced));
    } catch (NumberFormatException _) {
      throw new IOException("content-length is no number");
    }
  }

  private byte[] chunked() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    while (true) {
      String size = required().split(";", 2)[0].strip();
      int length;
      try {
        length = Integer.parseInt(size, 16);
      } catch (NumberFormatException _) {
        throw new IOException("chunk size is no number");
      }
      if (length == 0) {
        while (!required().isEmpty()) {
          // Trailers mean nothing here.
        }
        return whole.toByteArray();
      }
      byte[] chunk = bounded(length);
      if (whole.size() <= bodyLimit) {
        whole.write(chunk);
      }
      required();
    }
  }

  /** Reads all of it, and keeps one byte more than the limit at most. */
  private byte[] bounded(long length) throws IOException {
    int kept = (int) Math.min(length, bodyLimit + 1L);
    byte[] bytes = in.readNBytes(kept);
    if (bytes.length < kept) {
      throw new EOFException("the request body ended early");
    }
    in.skipNBytes(length - kept);
    return bytes;
  }

  private static String first(Map<String, List<String>> headers, String name) {
    List<String> values = headers.get(name);
    return values == null ? "" : values.getFirst();
  }

  private String required() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException("the request ended early");
    }
    return line;
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
      }
      if (line.size() > MAX_LINE) {
        throw new IOException("a header line is too long");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Writes the answer, as much of the body as {@code bodyBytes} allows. */
  void write(HttpAnswer answer, long bodyBytes, boolean withBody) throws IOException {
    long length = answer.padding() + answer.body().length;
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(answer.status()).append(' ').append(reason(answer.status()));
    head.append("\r\nDate: ")
        .append(
            DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    answer.headers().forEach((name, value) -> head.append("\r\n" + name + ": " + value));
    head.append("\r\nContent-Length: ").append(length).append("\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    if (withBody) {
      long blanks = Math.min(answer.padding(), bodyBytes);
      byte[] block = new byte[BLOCK];
      Arrays.fill(block, (byte) ' ');
      for (long left = blanks; left > 0; left -= BLOCK) {
        out.write(block, 0, (int) Math.min(left, BLOCK));
      }
      out.write(answer.body(), 0, (int) Math.min(answer.body().length, bodyBytes - blanks));
    }
    out.flush();
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 307 -> "Temporary Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 406 -> "Not Acceptable";
      case 413 -> "Payload Too Large";
      case 422 -> "Unprocessable Entity";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      default -> "Status";
    };
  }
}

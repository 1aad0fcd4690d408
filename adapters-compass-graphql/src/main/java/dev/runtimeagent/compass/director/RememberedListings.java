package dev.runtimeagent.compass.director;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.Director.Listing;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.compass.http.Answer;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Keeps pages of Applications beside the bytes they were read from, deflated. A page that comes
 * again byte for byte is not read again, which took two fifths of a quiet synchronization; of one
 * that differs, what is as it was is made of what is known.
 */
final class RememberedListings {
  private static final int OK = 200;
  private static final int CHUNK = 16 << 10;
  private static final Known NOTHING =
      Known.of(new byte[0], new Listing(Map.of(), new Page<>(List.of(), "", false, 0)));

  private final int capacity;
  private Map<PageRequest, Known> former = new HashMap<>();
  private Map<PageRequest, Known> current = new HashMap<>();
  private int size;

  /**
   * Makes an empty one.
   *
   * @param capacity the most bytes of answers that are kept
   */
  RememberedListings(int capacity) {
    this.capacity = capacity;
  }

  /**
   * A page.
   *
   * @param body opens what it was read from
   * @param length of that, in bytes
   */
  private record Known(Supplier<InputStream> body, int length, Listing listing) {
    static Known of(byte[] body, Listing listing) {
      var deflater = new Deflater(Deflater.BEST_SPEED);
      var deflated = new ByteArrayOutputStream();
      try (var out = new DeflaterOutputStream(deflated, deflater)) {
        out.write(body);
      } catch (IOException e) {
        throw new AssertionError("nothing is written to but memory", e);
      } finally {
        deflater.end();
      }
      var kept = deflated.toByteArray();
      return new Known(
          () -> new InflaterInputStream(new ByteArrayInputStream(kept)), body.length, listing);
    }
  }

  /** What {@code reader} makes, or made, of the answer to {@code request}. */
  synchronized CompassReply<Listing> read(
      PageRequest request, Answer answer, Answer.Reader<Listing> reader) throws IOException {
    if (request.after().isEmpty()) {
      former = current;
      current = new HashMap<>();
      size = 0;
    }
    if (answer.status() != OK) {
      return reader.read(answer);
    }
    var known = Optional.ofNullable(former.remove(request)).orElse(NOTHING);
    var chunk = new byte[CHUNK];
    var same = 0;
    var read = answer.body().read(chunk);
    try (var body = known.body().get()) {
      while (read > 0 && goesOn(body, chunk, read)) {
        same += read;
        read = answer.body().read(chunk);
      }
    }
    if (read < 0 && same > 0 && same == known.length()) {
      keep(request, known);
      return new Answered<>(known.listing(), answer.date());
    }
    var begun = new ByteArrayOutputStream();
    try (var body = known.body().get()) {
      begun.writeBytes(body.readNBytes(same));
    }
    begun.write(chunk, 0, Math.max(0, read));
    return readAnew(request, known, begun, answer, reader);
  }

  private CompassReply<Listing> readAnew(
      PageRequest request,
      Known known,
      ByteArrayOutputStream begun,
      Answer answer,
      Answer.Reader<Listing> reader)
      throws IOException {
    begun.writeBytes(answer.body().readNBytes(Math.max(0, capacity - begun.size())));
    var body = begun.toByteArray();
    var whole = new SequenceInputStream(new ByteArrayInputStream(body), answer.body());
    var reply = reader.read(answer.withBody(whole));
    if (reply instanceof Answered<Listing>(var listing, var date)) {
      var shared = sharing(listing, known.listing());
      keep(request, Known.of(body, shared));
      return new Answered<>(shared, date);
    }
    return reply;
  }

  /** A body that was cut off at the capacity is not kept, nor is what would go beyond it. */
  private void keep(PageRequest request, Known known) {
    if (known.length() < capacity - size) {
      current.put(request, known);
      size += known.length();
    }
  }

  private static boolean goesOn(InputStream known, byte[] chunk, int length) throws IOException {
    var expected = known.readNBytes(length);
    return Arrays.equals(expected, 0, expected.length, chunk, 0, length);
  }

  private static Listing sharing(Listing listing, Listing earlier) {
    var known = new HashMap<String, ListedApplication>();
    earlier.applications().items().forEach(application -> known.put(application.id(), application));
    var page = listing.applications();
    var items =
        page.items().stream()
            .map(item -> item.equals(known.get(item.id())) ? known.get(item.id()) : item)
            .toList();
    return new Listing(
        listing.labels(),
        new Page<>(items, page.endCursor(), page.hasNextPage(), page.totalCount()));
  }
}

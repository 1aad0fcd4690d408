package dev.runtimeagent.sandbox.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, with the Director's offset cursors (P 2.5). */
record Page(List<?> data, String startCursor, String endCursor, boolean hasNextPage, int total) {

  private static final String PREFIX = "DpKtJ4j9jDq";
  private static final int NESTED_LIMIT = 200;

  /** The arguments {@code first} and {@code after} of a paged field. */
  record Cut(@Nullable Integer first, String after) {}

  static Page empty() {
    return new Page(List.of(), "", "", false, 0);
  }

  /** A page of the listing of Applications, which has no upper limit. */
  static Page ofListing(List<?> all, Cut cut) {
    if (cut.first() != null && cut.first() < 1) {
      throw ServiceException.invalid("page size cannot be smaller than 1");
    }
    return of(all, cut);
  }

  /** A page of a list inside an Application or bundle. */
  static Page nested(List<?> all, Cut cut) {
    if (cut.first() != null && (cut.first() < 1 || cut.first() > NESTED_LIMIT)) {
      throw ServiceException.invalid("page size must be between 1 and " + NESTED_LIMIT);
    }
    return of(all, cut);
  }

  private static Page of(List<?> all, Cut cut) {
    Integer first = cut.first();
    if (first == null) {
      throw ServiceException.invalid("missing required parameter 'first'");
    }
    long offset = offset(cut.after());
    long next = offset + first;
    int from = (int) Math.min(offset, all.size());
    int to = (int) Math.min(next, all.size());
    boolean more = next < all.size();
    return new Page(all.subList(from, to), cut.after(), more ? cursor(next) : "", more, all.size());
  }

  private static String cursor(long offset) {
    return Base64.getEncoder().encodeToString((PREFIX + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static long offset(String cursor) {
    if (cursor.isEmpty()) {
      return 0;
    }
    long offset;
    try {
      String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
      offset = Integer.parseInt(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    } catch (IllegalArgumentException e) {
      throw ServiceException.internal(
          "while decoding page cursor: cursor is not correct: " + e.getMessage());
    }
    if (offset < 0) {
      throw ServiceException.invalid("cursor is not correct");
    }
    return offset;
  }
}

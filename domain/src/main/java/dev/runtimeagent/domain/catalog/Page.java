package dev.runtimeagent.domain.catalog;

import java.util.List;

/**
 * One page of a listing, as it came (P 2.5).
 *
 * @param endCursor where the next page begins; opaque, empty when there is none
 * @param totalCount how many items the whole listing has, counted apart from this page
 */
public record Page<T>(List<T> items, String endCursor, boolean hasNextPage, int totalCount) {
  public Page {
    items = List.copyOf(items);
  }
}

package dev.runtimeagent.domain.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * A listing as far as it was read, and the check that it is complete (P 2.5, 4.2 rule 3): ids are
 * unique, their number is {@code totalCount} on every page, no cursor is empty or comes twice.
 *
 * @param <T> what is listed
 */
public final class PagedList<T> {
  /** What no Compass lists; whoever goes on beyond means no good. */
  private static final int MOST = 100_000;

  private final Function<T, String> id;
  private final List<Page<T>> pages;

  private PagedList(Function<T, String> id, List<Page<T>> pages) {
    this.id = id;
    this.pages = pages;
  }

  /** A listing of which nothing was read. */
  public static <T> PagedList<T> by(Function<T, String> id) {
    return new PagedList<>(id, List.of());
  }

  /** How to go on after a page. */
  public sealed interface Step<T> {
    /**
     * There is another page.
     *
     * @param cursor where it begins
     */
    record TurnPage<T>(PagedList<T> soFar, String cursor) implements Step<T> {}

    record Whole<T>(WholeList<T> list) implements Step<T> {}

    /**
     * The pages do not add up: the list moved underneath, or its cursors lead nowhere.
     *
     * @param items what was listed, each once
     * @param reason what does not add up
     */
    record Unsure<T>(List<T> items, String reason) implements Step<T> {
      public Unsure {
        items = List.copyOf(items);
      }
    }
  }

  /** Takes the next page. */
  public Step<T> add(Page<T> page) {
    var more = new ArrayList<>(pages);
    more.add(page);
    var next = new PagedList<>(id, List.copyOf(more));
    return page.hasNextPage() ? next.goOn(page) : next.conclude();
  }

  private Step<T> goOn(Page<T> page) {
    if (page.endCursor().isEmpty()) {
      return unsure("there is a next page, but no cursor that leads to it");
    }
    if (pages.stream().filter(p -> p.endCursor().equals(page.endCursor())).count() > 1) {
      return unsure("a cursor came twice");
    }
    if (page.items().isEmpty()) {
      return unsure("a page is empty, but not the last");
    }
    if (pages.stream().mapToInt(p -> p.items().size()).sum() >= MOST) {
      return unsure("there are more than " + MOST);
    }
    return new Step.TurnPage<>(this, page.endCursor());
  }

  private Step<T> conclude() {
    var total = pages.getFirst().totalCount();
    var ids = new HashSet<String>();
    var items = new ArrayList<T>();
    for (var page : pages) {
      if (page.totalCount() != total) {
        return unsure("their number changed from %d to %d".formatted(total, page.totalCount()));
      }
      for (var item : page.items()) {
        if (!ids.add(id.apply(item))) {
          return unsure("an id came twice");
        }
        items.add(item);
      }
    }
    return items.size() == total
        ? new Step.Whole<>(new WholeList<>(items, pages.size() > 1))
        : unsure("%d came, but there are %d".formatted(items.size(), total));
  }

  private Step<T> unsure(String reason) {
    var distinct = new LinkedHashMap<String, T>();
    pages.forEach(p -> p.items().forEach(item -> distinct.putIfAbsent(id.apply(item), item)));
    return new Step.Unsure<>(List.copyOf(distinct.values()), reason);
  }
}

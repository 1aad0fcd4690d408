package dev.runtimeagent.domain.catalog;

import java.util.List;

/**
 * A list of which it is proven that nothing is missing. Only {@link PagedList} makes one.
 *
 * @param <T> what is listed
 */
public final class WholeList<T> {
  private final List<T> items;
  private final boolean turned;

  WholeList(List<T> items, boolean turned) {
    this.items = List.copyOf(items);
    this.turned = turned;
  }

  public List<T> items() {
    return items;
  }

  /** Whether it took more than one page: something may have slid past between two of them. */
  public boolean turned() {
    return turned;
  }
}

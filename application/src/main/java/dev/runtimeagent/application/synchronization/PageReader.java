package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.domain.catalog.Page;
import dev.runtimeagent.domain.catalog.PagedList;
import dev.runtimeagent.domain.catalog.WholeList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads one listing to its end, in smaller pages where an answer would be too large. */
final class PageReader<T> {
  /** A Compass that is stuck is not waited for again and again; the next listing asks for less. */
  private static final int MOST_SLOW = 2;

  private final Function<PageRequest, CompassReply<Page<T>>> director;
  private final PageSize size;
  private final Load load;
  private final Predicate<List<T>> taken;
  private int slow;

  /**
   * Makes it.
   *
   * @param taken whether {@code load} takes what a page holds
   */
  PageReader(
      Function<PageRequest, CompassReply<Page<T>>> director,
      PageSize size,
      Load load,
      Predicate<List<T>> taken) {
    this.director = director;
    this.size = size;
    this.load = load;
    this.taken = taken;
  }

  /** What came of a listing. */
  sealed interface Reading<T> {
    record Whole<T>(WholeList<T> list) implements Reading<T> {}

    record Unsure<T>(List<T> items, String reason) implements Reading<T> {}

    record Broken<T>(CompassReply<Page<T>> reply) implements Reading<T> {}
  }

  /** Reads from the first page on. */
  Reading<T> read(Function<T, String> id) {
    return read(new PagedList.Step.TurnPage<>(PagedList.by(id), ""));
  }

  /** Reads on from what is there. */
  Reading<T> read(PagedList.Step<T> begun) {
    var step = begun;
    while (true) {
      switch (step) {
        case PagedList.Step.Whole<T>(var list) -> {
          return new Reading.Whole<>(list);
        }
        case PagedList.Step.Unsure<T>(var items, var reason) -> {
          return new Reading.Unsure<>(items, reason);
        }
        case PagedList.Step.TurnPage<T>(var soFar, var cursor) -> {
          var reply = page(cursor);
          if (!(reply instanceof Answered<Page<T>>(var page, _))) {
            return new Reading.Broken<>(reply);
          }
          if (!taken.test(page.items())) {
            return new Reading.Broken<>(load.exceeded());
          }
          step = soFar.add(page);
        }
      }
    }
  }

  private CompassReply<Page<T>> page(String cursor) {
    var after = cursor.isEmpty() ? Optional.<String>empty() : Optional.of(cursor);
    while (true) {
      var reply = director.apply(size.request(after));
      if (reply instanceof Answered<Page<T>>) {
        size.answered();
        return reply;
      }
      if (!isTooMuch(reply) || !size.shrink() || slow > MOST_SLOW) {
        return reply;
      }
    }
  }

  private boolean isTooMuch(CompassReply<?> reply) {
    if (!(reply instanceof Failed<?>(var kind, _, _))) {
      return false;
    }
    if (kind == Failed.Kind.TOO_SLOW) {
      slow++;
    }
    return kind == Failed.Kind.TOO_LARGE || kind == Failed.Kind.TOO_SLOW;
  }
}

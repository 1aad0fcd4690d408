package dev.runtimeagent.application.simulation.faults;

import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.Director.Listing;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.application.simulation.Dice;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.Page;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Pages that do not add up (P 2.5). */
final class PageFaults {
  private final World world;
  private final Dice dice;

  PageFaults(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  static boolean concerns(PortCall call) {
    return call.is("Director.applications");
  }

  @Nullable Object around(Fault fault, PortCall call, PortCall.Real real) throws Exception {
    return switch (fault) {
      case DUPLICATED_ITEM -> altered(real.call(), PageFaults::repeatingAnItem);
      case SLID_PAGE -> altered(real.call(), PageFaults::lackingAnItem);
      case WRONG_TOTAL ->
          altered(
              real.call(),
              page ->
                  new Page<>(
                      page.items(), page.endCursor(), page.hasNextPage(), page.totalCount() + 1));
      case REPEATED_CURSOR -> {
        var cursor = call.argument(PageRequest.class).after().orElse("");
        yield altered(
            real.call(), page -> new Page<>(page.items(), cursor, true, page.totalCount()));
      }
      case SHORT_PAGES -> world.director().answeringAtMost(1 + dice.below(3), real);
      case LIST_MOVES -> {
        var reply = real.call();
        new CatalogueChanges(world, dice).move();
        yield reply;
      }
      default -> throw new IllegalArgumentException("no fault of a page: " + fault);
    };
  }

  private static @Nullable Object altered(
      @Nullable Object reply, UnaryOperator<Page<ListedApplication>> change) {
    return reply instanceof Answered<?>(Listing(var labels, var page), var time)
        ? new Answered<>(new Listing(labels, change.apply(page)), time)
        : reply;
  }

  private static Page<ListedApplication> repeatingAnItem(Page<ListedApplication> page) {
    var items = new ArrayList<>(page.items());
    page.items().stream().findFirst().ifPresent(items::add);
    return new Page<>(items, page.endCursor(), page.hasNextPage(), page.totalCount());
  }

  private static Page<ListedApplication> lackingAnItem(Page<ListedApplication> page) {
    var items = page.items();
    return new Page<>(
        items.isEmpty() ? items : items.subList(1, items.size()),
        page.endCursor(),
        page.hasNextPage(),
        page.totalCount());
  }
}

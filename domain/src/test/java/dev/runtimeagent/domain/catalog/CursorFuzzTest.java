package dev.runtimeagent.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.runtimeagent.domain.catalog.PagedList.Step;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

/** Pages as a Compass might send them that means no good, or whose list moves. */
class CursorFuzzTest {
  /**
   * Of each page: a byte whether another follows and how many items it has, one for its cursor, one
   * for the count of all, one for each item.
   */
  @FuzzTest
  void isTurnedToTheEndOnceAndWholeOnlyIfAllAddsUp(byte[] bytes) {
    var script = ByteBuffer.wrap(bytes);
    var pages = new ArrayList<Page<String>>();
    var asked = new HashSet<String>();
    Step<String> step = new Step.TurnPage<>(PagedList.by(String::toString), "");
    while (step instanceof Step.TurnPage<String>(var soFar, var cursor)) {
      assertThat(asked.add(cursor)).describedAs("a cursor is asked for once").isTrue();
      var page = page(script);
      pages.add(page);
      step = soFar.add(page);
    }
    var listed = pages.stream().flatMap(page -> page.items().stream()).toList();
    switch (step) {
      case Step.Unsure<String>(var items, var reason) -> {
        assertThat(reason).isNotBlank().hasSizeLessThan(100);
        assertThat(items).containsExactlyElementsOf(new LinkedHashSet<>(listed));
      }
      case Step.Whole<String>(var whole) -> {
        assertThat(whole.items()).isEqualTo(listed).doesNotHaveDuplicates();
        assertThat(pages)
            .allSatisfy(page -> assertThat(page.totalCount()).isEqualTo(listed.size()));
        assertThat(pages.getLast().hasNextPage()).isFalse();
        assertThat(whole.turned()).isEqualTo(pages.size() > 1);
      }
      case Step.TurnPage<String> _ -> throw new AssertionError("left the loop too early");
    }
  }

  private static Page<String> page(ByteBuffer script) {
    var head = next(script);
    var cursor = next(script);
    var total = next(script);
    List<String> items = new ArrayList<>();
    for (int i = 0; i < head >> 1; i++) {
      items.add("item " + next(script));
    }
    return new Page<>(items, cursor == 0 ? "" : "cursor " + cursor, (head & 1) == 1, total);
  }

  /** 0 when all is told. */
  private static int next(ByteBuffer script) {
    return script.hasRemaining() ? script.get() & 0xff : 0;
  }
}

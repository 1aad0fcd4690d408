package dev.runtimeagent.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runtimeagent.domain.catalog.PagedList.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PagedListTest {
  @Test
  void oneWholePageIsWhole() {
    assertThat(whole(read(List.of(page("", 2, "a", "b")))).turned()).isFalse();
  }

  @Test
  void noneAtAllIsWholeToo() {
    assertThat(whole(read(List.of(page("", 0)))).items()).isEmpty();
  }

  @Test
  void knowsThatPagesWereTurned() {
    var list = whole(read(List.of(page("1", 3, "a", "b"), page("", 3, "c"))));

    assertThat(list.turned()).isTrue();
    assertThat(list.items()).containsExactly("a", "b", "c");
  }

  @Test
  void aCountThatDoesNotAddUpIsUnsure() {
    assertUnsure("2 came, but there are 3", List.of(page("", 3, "a", "b")));
    assertUnsure("0 came, but there are 1", List.of(page("", 1)));
  }

  @Test
  void aCountThatChangesIsUnsure() {
    assertUnsure(
        "their number changed from 3 to 2", List.of(page("1", 3, "a", "b"), page("", 2, "c")));
  }

  @Test
  void anIdThatComesTwiceIsUnsure() {
    assertUnsure("an id came twice", List.of(page("1", 3, "a", "b"), page("", 3, "b")));
  }

  @Test
  void cursorsThatLeadNowhereAreUnsure() {
    assertUnsure("a cursor came twice", List.of(page("1", 9, "a"), page("1", 9, "b")));
    assertUnsure(
        "there is a next page, but no cursor that leads to it",
        List.of(new Page<>(List.of("a"), "", true, 9)));
    assertUnsure("a page is empty, but not the last", List.of(page("1", 9, "a"), page("2", 9)));
  }

  @Test
  void moreThanAnyCompassListsIsUnsure() {
    var page = IntStream.range(0, 100_000).mapToObj(Integer::toString).toArray(String[]::new);
    var less = Arrays.copyOf(page, page.length - 1);

    assertUnsure("there are more than 100000", List.of(page("1", 200_000, page)));
    assertThat(PagedList.by((String item) -> item).add(page("1", 200_000, less)))
        .isInstanceOf(Step.TurnPage.class);
  }

  @Test
  void whatIsUnsureIsStillListedOnce() {
    assertThat(unsure(read(List.of(page("1", 3, "a", "b"), page("", 3, "b")))).items())
        .containsExactly("a", "b");
  }

  @Property
  void anyCutIntoPagesIsWholeUnlessOneIsLeftOut(
      @ForAll @IntRange(max = 40) int total,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(max = 40) int leftOut) {
    var items = IntStream.range(0, total).mapToObj(Integer::toString).toList();
    var listed = new ArrayList<>(items);
    if (leftOut < total) {
      listed.remove(leftOut);
    }
    var pages = new ArrayList<Page<String>>();
    for (int from = 0; from == 0 || from < listed.size(); from += size) {
      var to = Math.min(listed.size(), from + size);
      pages.add(
          new Page<>(
              listed.subList(from, to),
              to < listed.size() ? "at " + to : "",
              to < listed.size(),
              total));
    }

    var end = read(pages);

    if (leftOut < total) {
      assertThat(end).isInstanceOf(Step.Unsure.class);
    } else {
      assertThat(whole(end).items()).isEqualTo(items);
    }
  }

  @Test
  void aSnapshotIsMadeOnlyOfWhatIsListed() {
    var listed = new ListedApplication("1", "a", Optional.empty(), List.of(), Pages.EMPTY);
    var listing = new WholeList<>(List.of(listed), false);

    assertThatThrownBy(() -> CompleteSnapshot.of(listing, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final class Pages {
    static final Page<ListedBundle> EMPTY = new Page<>(List.of(), "", false, 0);
  }

  private static void assertUnsure(String reason, List<Page<String>> pages) {
    assertThat(unsure(read(pages)).reason()).isEqualTo(reason);
  }

  private static WholeList<String> whole(Step<String> step) {
    return switch (step) {
      case Step.Whole<String>(var list) -> list;
      case Step.TurnPage<String> _, Step.Unsure<String> _ -> throw new AssertionError(step);
    };
  }

  private static Step.Unsure<String> unsure(Step<String> step) {
    return switch (step) {
      case Step.Unsure<String> unsure -> unsure;
      case Step.TurnPage<String> _, Step.Whole<String> _ -> throw new AssertionError(step);
    };
  }

  private static Step<String> read(List<Page<String>> pages) {
    var list = PagedList.by(Function.<String>identity());
    Step<String> step = list.add(pages.getFirst());
    for (var page : pages.subList(1, pages.size())) {
      step =
          switch (step) {
            case Step.TurnPage<String>(var soFar, _) -> soFar.add(page);
            case Step.Whole<String> _, Step.Unsure<String> _ ->
                throw new AssertionError("there is no page left to turn");
          };
    }
    return step;
  }

  private static Page<String> page(String cursor, int total, String... items) {
    return new Page<>(List.of(items), cursor, !cursor.isEmpty(), total);
  }
}

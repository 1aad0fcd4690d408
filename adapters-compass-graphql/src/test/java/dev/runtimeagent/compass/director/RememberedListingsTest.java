package dev.runtimeagent.compass.director;

import static dev.runtimeagent.application.port.CompassFixture.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.Director.Listing;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.compass.graphql.GraphqlAnswers;
import dev.runtimeagent.compass.http.Answer;
import dev.runtimeagent.domain.catalog.ListedApplication;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedListingsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final PageRequest FIRST = new PageRequest(200, Optional.empty(), 200);
  private static final PageRequest SECOND = new PageRequest(200, Optional.of("c"), 200);
  private static final String ERROR = "{\"errors\":[{\"message\":\"down\"}],\"data\":null}";

  private final GraphqlAnswers<Listing> reader =
      new GraphqlAnswers<>(
          json -> new ListingReader(json).listing(), DirectorDialect.INSTANCE, List.of());
  private RememberedListings remembered = new RememberedListings(1 << 20);
  private int readings;

  @Test
  void readsWhatComesAgainOnlyOnce() throws IOException {
    var body = page("shop", "crm");
    var first = answer(ask(FIRST, body));

    var again = ask(FIRST, body, NOON.plusSeconds(60));

    assertThat(readings).isEqualTo(1);
    assertThat(answer(again)).isSameAs(first);
    assertThat(again).isEqualTo(new Answered<>(first, Optional.of(NOON.plusSeconds(60))));
  }

  @Test
  void remembersEachPageOfAListing() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(names(ask(FIRST, page("shop")))).containsExactly("shop");
      assertThat(names(ask(SECOND, page("crm")))).containsExactly("crm");
    }

    assertThat(readings).isEqualTo(2);
  }

  /** Some 140 Applications fill what is compared at a time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 139, 140, 141, 142, 400})
  void readsAgainWhatDiffersAnywhere(int number) throws IOException {
    var before = Stream.iterate(0, i -> i + 1).limit(number).map(i -> "app-" + i).toList();
    for (int i = 0; i < number; i += Math.max(1, number / 7)) {
      var after = new ArrayList<>(before);
      after.set(i, "other");
      ask(FIRST, page(before.toArray(String[]::new)));

      assertThat(names(ask(FIRST, page(after.toArray(String[]::new))))).isEqualTo(after);
    }
  }

  @Test
  void readsAgainWhatIsLongerOrShorter() throws IOException {
    ask(FIRST, page("shop"));

    assertThat(names(ask(FIRST, page("shop", "crm")))).containsExactly("shop", "crm");
    assertThat(names(ask(FIRST, page("shop")))).containsExactly("shop");
    assertFailed(ask(FIRST, page("shop").substring(0, 80)), Failed.Kind.NOT_JSON);
    assertFailed(ask(FIRST, page("shop") + "}"), Failed.Kind.NOT_JSON);
    assertFailed(ask(FIRST, ""), Failed.Kind.NOT_JSON);
  }

  @Test
  void makesWhatDiffersOfWhatIsKnown() throws IOException {
    var first = answer(ask(FIRST, page("shop", "crm"))).applications().items();

    var second = answer(ask(FIRST, page("shop", "erp"))).applications().items();

    assertThat(second.getFirst()).isSameAs(first.getFirst());
    assertThat(second.getLast().name()).isEqualTo("erp");
  }

  @Test
  void takesNoFailureForAPage() throws IOException {
    var body = page("shop");
    ask(FIRST, body);

    for (int i = 0; i < 2; i++) {
      assertFailed(ask(FIRST, ERROR), Failed.Kind.GRAPHQL_ERRORS);
      var refused =
          new Answer(
              "host", 503, Optional.empty(), Optional.empty(), Optional.empty(), stream(body));
      assertFailed(remembered.read(FIRST, refused, reader), Failed.Kind.SERVER_ERROR);
    }
    assertThat(names(ask(FIRST, body))).containsExactly("shop");
  }

  @Test
  void forgetsPagesThatWereNotAskedForAgain() throws IOException {
    ask(FIRST, page("shop"));
    ask(SECOND, page("crm"));
    ask(FIRST, page("shop"));
    ask(FIRST, page("shop"));

    ask(SECOND, page("crm"));

    assertThat(readings).isEqualTo(3);
  }

  @Test
  void readsWhatGoesBeyondItsCapacityEachTime() throws IOException {
    var large = page("shop", "crm", "erp");
    remembered = new RememberedListings(large.length());
    for (int i = 0; i < 2; i++) {
      assertThat(names(ask(FIRST, large))).containsExactly("shop", "crm", "erp");
    }
    assertThat(readings).isEqualTo(2);

    remembered = new RememberedListings(page("shop").length() + 1);
    for (int i = 0; i < 2; i++) {
      assertThat(names(ask(FIRST, page("shop")))).containsExactly("shop");
      assertThat(names(ask(SECOND, page("crm")))).containsExactly("crm");
    }
    assertThat(readings).isEqualTo(2 + 3);
  }

  private CompassReply<Listing> ask(PageRequest request, String body) throws IOException {
    return ask(request, body, NOON);
  }

  private CompassReply<Listing> ask(PageRequest request, String body, Instant date)
      throws IOException {
    return remembered.read(
        request,
        new Answer(
            "host", 200, Optional.of(date), Optional.empty(), Optional.empty(), stream(body)),
        answer -> {
          readings++;
          return reader.read(answer);
        });
  }

  private static InputStream stream(String body) {
    return new ByteArrayInputStream(body.getBytes(UTF_8));
  }

  private static List<String> names(CompassReply<Listing> reply) {
    return answer(reply).applications().items().stream().map(ListedApplication::name).toList();
  }

  private static void assertFailed(CompassReply<Listing> reply, Failed.Kind kind) {
    assertThat(reply)
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.kind()).isEqualTo(kind));
  }

  private static String page(String... names) {
    var pageInfo = "\"pageInfo\":{\"endCursor\":\"\",\"hasNextPage\":false},\"totalCount\":";
    return Stream.of(names)
        .map(name ->
            "{\"id\":\"%s\",\"name\":\"%s\",\"bundles\":{\"data\":[],%s0}}"
                .formatted(name, name, pageInfo))
        .collect(
            Collectors.joining(
                ",",
                "{\"data\":{\"runtime\":{\"labels\":{}},\"applicationsForRuntime\":{\"data\":[",
                "]," + pageInfo + names.length + "}}}"));
  }
}

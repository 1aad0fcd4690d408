package dev.runtimeagent.application.port;

import static dev.runtimeagent.application.port.ApplicationTargetContract.APPLICATION;
import static dev.runtimeagent.application.port.ApplicationTargetContract.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every target keeps to when others work beside it, and when something goes wrong. */
public interface TargetFaultRules extends TargetHooks {
  /** How many Applications a Runtime has at most, as far as anybody knows. */
  int MANY = 1000;

  @Test
  @Rule("D 6.4: Nothing is written that is already so.")
  default void writesNothingThatIsAlreadySo() throws Exception {
    observed().create(APPLICATION, "shop");
    var before = traces();

    assertThat(seen("shop").orElseThrow().digest()).isEqualTo(wanted(APPLICATION, "shop"));
    assertThat(observed().create(APPLICATION, "shop")).isEqualTo(new Outcome.Done());
    assertThat(bring(APPLICATION, "shop")).isEqualTo(new Outcome.Done());

    assertThat(traces()).isEqualTo(before);
  }

  @Test
  @Rule("D 6.5, timing: A quiet cycle is one round of Director requests and no write.")
  default void writesNothingByLooking() throws Exception {
    observed().create(APPLICATION, "shop");
    var before = traces();

    everything();
    wanted(application("other", "secret-2"), "shop");
    wanted(APPLICATION, "not-there-yet");
    observed().watch(() -> {}).close();

    assertThat(traces()).isEqualTo(before);
  }

  @Test
  @Rule("D 6.2: Refused by rule: a name held by something that is not ours.")
  default void doesNotTouchWhatSomebodyElseMade() throws Exception {
    putForeign("shop");
    var before = traces();

    assertThat(seen("shop").filter(HeldApplication::owned)).isEmpty();
    assertThat(observed().create(APPLICATION, "shop")).isInstanceOf(Outcome.Failed.class);

    assertThat(traces()).isEqualTo(before);
  }

  @Test
  @Rule("D 6.2: Ownership: what is not ours is neither overwritten nor deleted.")
  default void keepsWhatSomebodyElseMadeBesideOurs() throws Exception {
    putForeign("shop-2");
    var theirs = traces();

    observed().create(APPLICATION, "shop");
    assertThat(traces()).containsAllEntriesOf(theirs);
    bring(application("other", "secret-2"), "shop");
    assertThat(traces()).containsAllEntriesOf(theirs);
    assertThat(observed().delete(seen("shop").orElseThrow())).isEqualTo(new Outcome.Done());

    assertThat(traces()).isEqualTo(theirs);
  }

  @Test
  @Rule("D 2: A target answers what it holds: what another hand altered has another digest.")
  default void repairsWhatSomebodyElseAltered() throws Exception {
    observed().create(APPLICATION, "shop");
    alter("shop");
    assertThat(seen("shop").orElseThrow().digest()).isNotEqualTo(wanted(APPLICATION, "shop"));

    assertThat(bring(APPLICATION, "shop")).isEqualTo(new Outcome.Done());

    assertThat(seen("shop").orElseThrow().digest()).isEqualTo(wanted(APPLICATION, "shop"));
  }

  @Test
  @Rule("D 2: A target answers what it holds: a Secret that another hand altered counts.")
  default void repairsASecretThatSomebodyElseAltered() throws Exception {
    observed().create(APPLICATION, "shop");
    alterSecretOf("shop");
    assertThat(seen("shop").orElseThrow().digest()).isNotEqualTo(wanted(APPLICATION, "shop"));

    assertThat(bring(APPLICATION, "shop")).isEqualTo(new Outcome.Done());

    assertThat(seen("shop").orElseThrow().digest()).isEqualTo(wanted(APPLICATION, "shop"));
  }

  @Test
  @Rule("D 6.4: Deletes carry the version: what another hand altered meanwhile is not deleted.")
  default void doesNotDeleteWhatSomebodyElseAltered() throws Exception {
    observed().create(APPLICATION, "shop");
    var looked = seen("shop").orElseThrow();
    alter("shop");

    assertThat(observed().delete(looked)).isInstanceOf(Outcome.Failed.class);

    assertThat(seen("shop")).isPresent();
  }

  @Test
  @Rule("D 6.4: Updates carry the version: what another hand deleted is not taken for updated.")
  default void tellsThatWhatItShouldUpdateIsGone() throws Exception {
    observed().create(APPLICATION, "shop");
    var looked = seen("shop").orElseThrow();
    takeAway("shop");

    assertThat(observed().update(looked, application("other", "secret-2")))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(observed().delete(looked)).isEqualTo(new Outcome.Done());
    assertThat(bring(APPLICATION, "shop")).isEqualTo(new Outcome.Done());

    assertThat(seen("shop").orElseThrow().digest()).isEqualTo(wanted(APPLICATION, "shop"));
  }

  @Test
  @Rule("D 9: Nothing is ever half-written: what was begun is never taken for whole.")
  default void makesWholeWhatItBeganToCreate() throws Exception {
    breakWrites();
    assertThat(observed().create(APPLICATION, "shop")).isInstanceOf(Outcome.Failed.class);
    mendWrites();

    assertThat(
            seen("shop").map(HeldApplication::digest).filter(wanted(APPLICATION, "shop")::equals))
        .isEmpty();
    assertThat(bring(APPLICATION, "shop")).isEqualTo(new Outcome.Done());
    assertThat(seen("shop").orElseThrow().digest()).isEqualTo(wanted(APPLICATION, "shop"));
  }

  @Test
  @Rule("D 9: Nothing is ever half-written: a change that was begun is never taken for whole.")
  default void makesWholeWhatItBeganToUpdate() throws Exception {
    var newer = application("other", "secret-2");
    observed().create(APPLICATION, "shop");
    var looked = seen("shop").orElseThrow();
    breakWrites();
    assertThat(observed().update(looked, newer)).isInstanceOf(Outcome.Failed.class);
    mendWrites();

    assertThat(seen("shop").orElseThrow().digest()).isNotEqualTo(wanted(newer, "shop"));
    assertThat(bring(newer, "shop")).isEqualTo(new Outcome.Done());
    assertThat(seen("shop").orElseThrow().digest()).isEqualTo(wanted(newer, "shop"));
  }

  @Test
  @Rule("D 4: On SIGTERM what is under way is finished or told: an answer is true all the same.")
  default void tellsTheTruthToWhoeverIsInterrupted() {
    Thread.currentThread().interrupt();
    Outcome outcome;
    try {
      outcome = observed().create(APPLICATION, "shop");
    } finally {
      assertThat(Thread.interrupted()).as("the interruption is kept for the caller").isTrue();
    }

    if (outcome instanceof Outcome.Done) {
      assertThat(seen("shop").orElseThrow().digest()).isEqualTo(wanted(APPLICATION, "shop"));
    }
    assertThat(bring(APPLICATION, "shop")).isEqualTo(new Outcome.Done());
    assertThat(seen("shop").orElseThrow().digest()).isEqualTo(wanted(APPLICATION, "shop"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../../etc/passwd",
        "a/b",
        "a\0b",
        "a\nb",
        "A",
        "a b",
        "a;b",
        "a}b",
        "a\"b",
        "a#b",
        "$host",
        "-a",
        "a-",
        "ä",
        "con"
      })
  @Rule(
      "D 12: Input from Compass is hostile: names checked before they become file or resource"
          + " names, no path traversal.")
  default void holdsByAnyNameOrSaysThatItCannot(String name) throws Exception {
    assertHeldOrRefused(APPLICATION, name);
  }

  @Test
  @Rule(
      "D 12: Input from Compass is hostile: size limits; what does not fit is refused with the"
          + " reason.")
  default void holdsByALongNameOrSaysThatItCannot() throws Exception {
    for (int length : List.of(63, 240, 254, 5000)) {
      assertHeldOrRefused(APPLICATION, "a".repeat(length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {";", "}", "\"", "'", "\\", "$host", "${x}", "\n", "\r\n", "#", "<&>", "é"})
  @Rule("D 12: Input from Compass is hostile: no text of it means anything to the Runtime.")
  default void holdsWhateverTextsComeFromCompass(String text) throws Exception {
    observed().create(APPLICATION, "shop");

    assertHeldOrRefused(HostileApplications.with(text), "hostile");
  }

  @Test
  @Rule(
      value = "D 6.4: Act concurrently. Nothing is written that is already so. With 1,000 of them.",
      seconds = 900)
  default void holdsAThousand() throws Exception {
    var many = IntStream.range(0, MANY).mapToObj(HostileApplications::plain).toList();
    var target = observed();

    assertThat(atOnce(many.stream().<Callable<Outcome>>map(a -> () -> target.create(a, a.name()))))
        .containsOnly(new Outcome.Done());

    var digests =
        everything().stream()
            .collect(Collectors.toMap(HeldApplication::name, HeldApplication::digest));
    var expected =
        many.stream().collect(Collectors.toMap(Application::name, a -> wanted(a, a.name())));
    assertThat(digests).isEqualTo(expected);
    var held = everything();
    assertThat(everything()).isEqualTo(held);
    assertThat(atOnce(held.stream().<Callable<Outcome>>map(h -> () -> target.delete(h))))
        .containsOnly(new Outcome.Done());
    assertThat(everything()).isEmpty();
  }

  /** All of it, from eight threads, as the core does. */
  private static <T> List<T> atOnce(Stream<Callable<T>> work) throws Exception {
    var results = new ArrayList<T>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var result : threads.invokeAll(work.toList())) {
        results.add(result.get());
      }
    } catch (ExecutionException thrown) {
      if (thrown.getCause() instanceof BrokenRule broken) {
        throw broken;
      }
      throw thrown;
    }
    return results;
  }

  private void assertHeldOrRefused(Application application, String name) throws Exception {
    var before = everything();
    switch (observed().fit(application, name)) {
      case Fit.Fits(var digest, _) -> {
        assertThat(observed().create(application, name)).isEqualTo(new Outcome.Done());
        assertThat(seen(name).map(HeldApplication::digest)).isEqualTo(Optional.of(digest));
        assertThat(observed().delete(seen(name).orElseThrow())).isEqualTo(new Outcome.Done());
      }
      // The core creates nothing that does not fit.
      case Fit.Unfit(var reason) -> assertThat(reason).isNotBlank();
    }
    assertThat(everything()).isEqualTo(before);
  }
}

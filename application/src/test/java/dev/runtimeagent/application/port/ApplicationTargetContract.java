package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every target for Applications keeps to. */
public interface ApplicationTargetContract {
  String BUNDLE = "0b0b0b0b-0000-4000-8000-000000000001";

  Application APPLICATION = application("first", "secret-1");

  /** The same target, opened afresh as after a restart. */
  ApplicationTarget open();

  /** Somebody else alters a field of ours in the Application {@code name}. */
  void alter(String name) throws Exception;

  /** Somebody else alters a Secret of the Application {@code name}. */
  void alterSecretOf(String name) throws Exception;

  /** Somebody else deletes the Application {@code name}. */
  void takeAway(String name) throws Exception;

  /** Something that somebody else does. */
  @FunctionalInterface
  interface Deed {
    void run() throws Exception;
  }

  /** An Application with one bundle, which has a password, headers, an API and an event. */
  static Application application(String description, String password) {
    return new Application(
        "0a0a0a0a-0000-4000-8000-000000000001",
        "shop",
        Optional.of(description),
        List.of("0c0c0c0c-0000-4000-8000-000000000001"),
        List.of(
            new Bundle(
                BUNDLE,
                "Orders",
                Optional.empty(),
                Optional.empty(),
                new Auth(
                    new Auth.Credential.Basic(SecretText.of("user"), SecretText.of(password)),
                    Map.of("x-key", List.of(SecretText.of("header value"))),
                    Map.of(),
                    Optional.empty()),
                List.of(new ApiDefinition("api-1", "Orders API", "https://shop.example/orders")),
                List.of(new EventDefinition("event-1", "Order created")))));
  }

  @Test
  default void holdsNothingAtFirst() {
    assertThat(open().holdings()).isEqualTo(new Holdings.Held(List.of()));
  }

  @Test
  default void holdsWhatWasCreatedAsItWouldWriteIt() {
    var outcome = open().create(APPLICATION, "shop");

    assertThat(outcome).isEqualTo(new Outcome.Done());
    assertThat(held().name()).isEqualTo("shop");
    assertThat(held().applicationId()).contains(APPLICATION.id());
    assertThat(held().owned()).isTrue();
    assertThat(held().digest()).isEqualTo(digest(APPLICATION));
    assertThat(held().entries()).containsExactlyInAnyOrder(BUNDLE + "/api-1", BUNDLE + "/event-1");
    assertThat(held().credentialBundles()).containsExactly(BUNDLE);
  }

  @Test
  default void leavesAloneWhatIsAlreadyAsWanted() {
    open().create(APPLICATION, "shop");
    var before = held();

    assertThat(open().create(APPLICATION, "shop")).isEqualTo(new Outcome.Done());
    assertThat(held()).isEqualTo(before);
  }

  @Test
  default void doesNotCreateOverAnother() {
    open().create(APPLICATION, "shop");

    assertThat(open().create(application("other", "secret-1"), "shop"))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(held().digest()).isEqualTo(digest(APPLICATION));
  }

  @Test
  default void tellsAnyChangeByTheDigest() {
    assertThat(digest(application("other", "secret-1"))).isNotEqualTo(digest(APPLICATION));
    assertThat(digest(application("first", "secret-2"))).isNotEqualTo(digest(APPLICATION));
  }

  @Test
  default void updatesWhatItHolds() {
    open().create(APPLICATION, "shop");
    var newer = application("other", "secret-2");

    assertThat(open().update(held(), newer)).isEqualTo(new Outcome.Done());
    assertThat(held().digest()).isEqualTo(digest(newer));
  }

  @Test
  default void removesWhatAnUpdateLeavesOut() {
    open().create(APPLICATION, "shop");
    var bare =
        new Application(
            APPLICATION.id(),
            APPLICATION.name(),
            APPLICATION.description(),
            APPLICATION.systemAuthIds(),
            List.of());

    assertThat(open().update(held(), bare)).isEqualTo(new Outcome.Done());
    assertThat(held().digest()).isEqualTo(digest(bare));
    assertThat(held().entries()).isEmpty();
    assertThat(held().credentialBundles()).isEmpty();
  }

  @Test
  default void doesNotUpdateWhatChangedSinceItWasLookedAt() {
    open().create(APPLICATION, "shop");
    var before = held();
    open().update(before, application("other", "secret-2"));

    assertThat(open().update(before, application("third", "secret-3")))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(held().digest()).isEqualTo(digest(application("other", "secret-2")));
  }

  @Test
  default void deletesWhatItHolds() {
    open().create(APPLICATION, "shop");

    assertThat(open().delete(held())).isEqualTo(new Outcome.Done());
    assertThat(open().holdings()).isEqualTo(new Holdings.Held(List.of()));
  }

  @Test
  default void doesNotDeleteWhatChangedSinceItWasLookedAt() {
    open().create(APPLICATION, "shop");
    var before = held();
    open().update(before, application("other", "secret-2"));

    assertThat(open().delete(before)).isInstanceOf(Outcome.Failed.class);
    assertThat(held().digest()).isEqualTo(digest(application("other", "secret-2")));
  }

  @Test
  default void isDoneDeletingWhatIsGone() {
    open().create(APPLICATION, "shop");
    var before = held();
    open().delete(before);

    assertThat(open().delete(before)).isEqualTo(new Outcome.Done());
  }

  @Test
  default void tellsOfAnApplicationThatSomebodyElseAltered() throws Exception {
    assertIsToldOf(() -> alter("shop"));
  }

  @Test
  default void tellsOfASecretThatSomebodyElseAltered() throws Exception {
    assertIsToldOf(() -> alterSecretOf("shop"));
  }

  @Test
  default void tellsOfAnApplicationThatSomebodyElseDeleted() throws Exception {
    assertIsToldOf(() -> takeAway("shop"));
  }

  @Test
  default void tellsNothingToWhoeverClosed() throws Exception {
    var target = open();
    target.create(APPLICATION, "shop");
    var tooLate = new CountDownLatch(1);
    target.watch(tooLate::countDown).close();
    var told = new CountDownLatch(1);
    try (var _ = target.watch(told::countDown)) {
      alter("shop");

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(tooLate.getCount()).isEqualTo(1);
    }
  }

  private void assertIsToldOf(Deed deed) throws Exception {
    var target = open();
    target.create(APPLICATION, "shop");
    var told = new CountDownLatch(1);
    try (var _ = target.watch(told::countDown)) {
      deed.run();

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** The one Application that is held. */
  private HeldApplication held() {
    return switch (open().holdings()) {
      case Holdings.Held(var applications) -> {
        assertThat(applications).hasSize(1);
        yield applications.getFirst();
      }
      case Holdings.Unknown(var problem) -> throw new AssertionError(problem);
    };
  }

  private String digest(Application application) {
    return switch (open().fit(application, "shop")) {
      case Fit.Fits(var digest, _) -> digest;
      case Fit.Unfit(var reason) -> throw new AssertionError(reason);
    };
  }
}

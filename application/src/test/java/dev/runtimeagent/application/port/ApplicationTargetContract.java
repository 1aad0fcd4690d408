package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * What every target for Applications keeps to. To be inherited by the test of one: three methods of
 * {@link TargetHooks} have to be there, the others are worth having.
 */
public interface ApplicationTargetContract extends TargetFaultRules {
  String BUNDLE = "0b0b0b0b-0000-4000-8000-000000000001";

  Application APPLICATION = application("first", "secret-1");

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
  @Rule("D 2: A target answers what it holds.")
  default void holdsNothingAtFirst() {
    assertThat(observed().holdings()).isEqualTo(new Holdings.Held(List.of()));
  }

  @Test
  @Rule(
      "D 2: A target answers what it holds (id, name, owned, digest of owned fields): a write"
          + " that is answered with Done is there.")
  default void holdsWhatWasCreatedAsItWouldWriteIt() {
    var outcome = observed().create(APPLICATION, "shop");

    assertThat(outcome).isEqualTo(new Outcome.Done());
    assertThat(held().name()).isEqualTo("shop");
    assertThat(held().applicationId()).contains(APPLICATION.id());
    assertThat(held().owned()).isTrue();
    assertThat(held().digest()).isEqualTo(digest(APPLICATION));
    assertThat(held().entries()).containsExactlyInAnyOrder(BUNDLE + "/api-1", BUNDLE + "/event-1");
    assertThat(held().credentialBundles()).containsExactly(BUNDLE);
  }

  @Test
  @Rule("D 6.4: Nothing is written that is already so.")
  default void leavesAloneWhatIsAlreadyAsWanted() {
    observed().create(APPLICATION, "shop");
    var before = held();

    assertThat(observed().create(APPLICATION, "shop")).isEqualTo(new Outcome.Done());
    assertThat(held()).isEqualTo(before);
  }

  @Test
  @Rule("D 6.4: Read, compare, update: what is there already is not created over.")
  default void doesNotCreateOverAnother() {
    observed().create(APPLICATION, "shop");

    assertThat(observed().create(application("other", "secret-1"), "shop"))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(held().digest()).isEqualTo(digest(APPLICATION));
  }

  @Test
  @Rule("D 2: A target answers the digest an Application would have: other content, other digest.")
  default void tellsAnyChangeByTheDigest() {
    assertThat(digest(application("other", "secret-1"))).isNotEqualTo(digest(APPLICATION));
    assertThat(digest(application("first", "secret-2"))).isNotEqualTo(digest(APPLICATION));
  }

  @Test
  @Rule("D 6: The Runtime holds exactly what Compass lists: an update is whole.")
  default void updatesWhatItHolds() {
    observed().create(APPLICATION, "shop");
    var newer = application("other", "secret-2");

    assertThat(observed().update(held(), newer)).isEqualTo(new Outcome.Done());
    assertThat(held().digest()).isEqualTo(digest(newer));
  }

  @Test
  @Rule("D 6: The Runtime holds exactly what Compass lists: what it does not list goes.")
  default void removesWhatAnUpdateLeavesOut() {
    observed().create(APPLICATION, "shop");
    var bare =
        new Application(
            APPLICATION.id(),
            APPLICATION.name(),
            APPLICATION.description(),
            APPLICATION.systemAuthIds(),
            List.of());

    assertThat(observed().update(held(), bare)).isEqualTo(new Outcome.Done());
    assertThat(held().digest()).isEqualTo(digest(bare));
    assertThat(held().entries()).isEmpty();
    assertThat(held().credentialBundles()).isEmpty();
  }

  @Test
  @Rule("D 6.4: Updates carry the resource version.")
  default void doesNotUpdateWhatChangedSinceItWasLookedAt() {
    observed().create(APPLICATION, "shop");
    var before = held();
    observed().update(before, application("other", "secret-2"));

    assertThat(observed().update(before, application("third", "secret-3")))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(held().digest()).isEqualTo(digest(application("other", "secret-2")));
  }

  @Test
  @Rule("D 6: The Runtime holds exactly what Compass lists: what was deleted is gone.")
  default void deletesWhatItHolds() {
    observed().create(APPLICATION, "shop");

    assertThat(observed().delete(held())).isEqualTo(new Outcome.Done());
    assertThat(observed().holdings()).isEqualTo(new Holdings.Held(List.of()));
  }

  @Test
  @Rule("D 6.4: Deletes carry UID and resource version.")
  default void doesNotDeleteWhatChangedSinceItWasLookedAt() {
    observed().create(APPLICATION, "shop");
    var before = held();
    observed().update(before, application("other", "secret-2"));

    assertThat(observed().delete(before)).isInstanceOf(Outcome.Failed.class);
    assertThat(held().digest()).isEqualTo(digest(application("other", "secret-2")));
  }

  @Test
  @Rule("D 6.4: Nothing is written that is already so: what is gone is deleted.")
  default void isDoneDeletingWhatIsGone() {
    observed().create(APPLICATION, "shop");
    var before = held();
    observed().delete(before);

    assertThat(observed().delete(before)).isEqualTo(new Outcome.Done());
  }

  @Test
  @Rule("D 6, timing: Watches make it faster.")
  default void tellsOfAnApplicationThatSomebodyElseAltered() throws Exception {
    assertIsToldOf(() -> alter("shop"));
  }

  @Test
  @Rule("D 6, timing: Watches make it faster.")
  default void tellsOfASecretThatSomebodyElseAltered() throws Exception {
    assertIsToldOf(() -> alterSecretOf("shop"));
  }

  @Test
  @Rule("D 6, timing: Watches make it faster.")
  default void tellsOfAnApplicationThatSomebodyElseDeleted() throws Exception {
    assertIsToldOf(() -> takeAway("shop"));
  }

  @Test
  @Rule("Ports: Until closed, a watch calls; afterwards it does not.")
  default void tellsNothingToWhoeverClosed() throws Exception {
    var target = observed();
    target.create(APPLICATION, "shop");

    ClosedWatch.tellsNothing(target::watch, () -> alter("shop"));
  }

  private void assertIsToldOf(Deed deed) throws Exception {
    var target = observed();
    target.create(APPLICATION, "shop");
    var told = new CountDownLatch(1);
    try (var _ = target.watch(told::countDown)) {
      deed.run();

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** The one Application that is held. */
  private HeldApplication held() {
    assertThat(everything()).hasSize(1);
    return everything().getFirst();
  }

  private String digest(Application application) {
    return wanted(application, "shop");
  }
}

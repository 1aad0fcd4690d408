package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.bundle;
import static dev.runtimeagent.domain.plan.Samples.held;
import static dev.runtimeagent.domain.plan.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Auth.Credential;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.EventDefinition;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LossTest {
  private static final Loss ALL = new Loss(true, true, Set.of("b/x", "b/y"), Set.of("b"));

  @Test
  void isWithinAnotherThatHasAllOfIt() {
    assertThat(Loss.NONE.isWithin(ALL)).isTrue();
    assertThat(ALL.isWithin(ALL)).isTrue();
    assertThat(new Loss(false, false, Set.of("b/x"), Set.of()).isWithin(ALL)).isTrue();
  }

  @Test
  void isNotWithinAnotherThatLacksAnyOfIt() {
    assertThat(ALL.isWithin(new Loss(false, true, ALL.entries(), Set.of("b")))).isFalse();
    assertThat(ALL.isWithin(new Loss(true, false, ALL.entries(), Set.of("b")))).isFalse();
    assertThat(ALL.isWithin(new Loss(true, true, Set.of("b/x"), Set.of("b")))).isFalse();
    assertThat(ALL.isWithin(new Loss(true, true, ALL.entries(), Set.of()))).isFalse();
  }

  @Test
  void ofAReplacementIsCountedByNumbers() {
    var held = held(application(1, "shop", bundle("b", true, "x", "y", "z")));
    var wanted = Contents.of(application(2, "shop", bundle("c", false, "v")));

    var loss = Loss.ofReplacing(held, wanted);

    assertThat(loss.replaced()).isTrue();
    assertThat(loss.entries()).hasSize(2);
    assertThat(loss.credentialBundles()).hasSize(1);
  }

  @Test
  void countsEventsLikeApis() {
    var events = application(1, "shop", withEvent(bundle("b", false, "x")));

    assertThat(Contents.of(events).entries()).containsExactlyInAnyOrder("b/x", "b/e");
  }

  @Test
  void aCredentialIsThereIfEitherHalfOfItIs() {
    assertThat(Contents.hasCredential(auth(new Credential.None()))).isFalse();
    assertThat(Contents.hasCredential(auth(new Credential.Unsupported("other")))).isFalse();
    assertThat(Contents.hasCredential(auth(basic("", "")))).isFalse();
    assertThat(Contents.hasCredential(auth(basic("u", "")))).isTrue();
    assertThat(Contents.hasCredential(auth(basic("", "p")))).isTrue();
    assertThat(Contents.hasCredential(auth(oauth("", "")))).isFalse();
    assertThat(Contents.hasCredential(auth(oauth("i", "")))).isTrue();
    assertThat(Contents.hasCredential(auth(oauth("", "s")))).isTrue();
  }

  @Test
  void parametersAloneAreCredentialsToo() {
    var value = Map.of("k", List.of(SecretText.of("v")));
    var headers = new Auth(new Credential.None(), value, Map.of(), Optional.empty());
    var queries = new Auth(new Credential.None(), Map.of(), value, Optional.empty());

    for (var auth : List.of(headers, queries)) {
      assertThat(
              Contents.of(application(1, "shop", with(bundle("b", false), auth)))
                  .credentialBundles())
          .containsExactly("b");
    }
    assertThat(Contents.of(application(1, "shop", bundle("b", false))).credentialBundles())
        .isEmpty();
  }

  @Test
  void anEpochIsOfHostRuntimeAndTenant() {
    var url = URI.create("https://Director.example/graphql");
    var epoch = Epoch.of(url, "runtime", Optional.of("tenant"));

    assertThat(epoch)
        .isEqualTo(
            Epoch.of(
                URI.create("https://director.example:8443/other"),
                "runtime",
                Optional.of("tenant")))
        .isNotEqualTo(
            Epoch.of(URI.create("https://else.example"), "runtime", Optional.of("tenant")))
        .isNotEqualTo(Epoch.of(url, "another", Optional.of("tenant")))
        .isNotEqualTo(Epoch.of(url, "runtime", Optional.empty()));
    assertThat(Epoch.of(URI.create("mailto:x"), "runtime", Optional.empty())).isNotEmpty();
  }

  @Test
  void aChangeIsKnownByTheIdOfItsApplication() {
    Application shop = application(1, "shop");
    var unmarked = new HeldApplication("x", Optional.empty(), true, "", Set.of(), Set.of(), "1");

    assertThat(new Change.Create(shop, "other").key()).isEqualTo(id(1));
    assertThat(new Change.Update(held(shop, "other"), shop, Loss.NONE).key()).isEqualTo(id(1));
    assertThat(new Change.Rename(List.of(), Optional.empty(), shop, "a", Loss.NONE).key())
        .isEqualTo(id(1));
    assertThat(new Change.Delete(held(shop)).key()).isEqualTo(id(1));
    assertThat(new Change.Delete(unmarked).key()).isEqualTo("name x");
    assertThat(new Change.Update(held(shop, "other"), shop, Loss.NONE).name()).isEqualTo("other");
  }

  @Test
  void aChangeSaysHowManyMoreThereAreAfterIt() {
    var shop = application(1, "shop");
    var former = List.of(held(shop, "a"), held(shop, "b"));
    var foreign = Samples.foreign("shop", Optional.of(id(1)));

    assertThat(new Change.Create(shop, "shop").difference()).isEqualTo(1);
    assertThat(new Change.Update(held(shop), shop, Loss.NONE).difference()).isZero();
    assertThat(new Change.Update(foreign, shop, Loss.NONE).difference()).isEqualTo(1);
    assertThat(rename(former, Optional.empty(), shop).difference()).isEqualTo(-1);
    assertThat(rename(former, Optional.of(held(shop)), shop).difference()).isEqualTo(-2);
    assertThat(new Change.Delete(held(shop)).difference()).isEqualTo(-1);
  }

  private static Change rename(
      List<HeldApplication> former, Optional<HeldApplication> present, Application application) {
    return new Change.Rename(former, present, application, "shop", Loss.NONE);
  }

  private static Bundle withEvent(Bundle bundle) {
    return new Bundle(
        bundle.id(),
        bundle.name(),
        bundle.description(),
        bundle.instanceAuthRequestInputSchema(),
        bundle.auth(),
        bundle.apis(),
        List.of(new EventDefinition("e", "e")));
  }

  private static Bundle with(Bundle bundle, Auth auth) {
    return new Bundle(
        bundle.id(),
        bundle.name(),
        bundle.description(),
        bundle.instanceAuthRequestInputSchema(),
        auth,
        bundle.apis(),
        bundle.events());
  }

  private static Auth auth(Credential credential) {
    return new Auth(credential, Map.of(), Map.of(), Optional.empty());
  }

  private static Credential basic(String user, String password) {
    return new Credential.Basic(SecretText.of(user), SecretText.of(password));
  }

  private static Credential oauth(String id, String secret) {
    return new Credential.OAuth(SecretText.of(id), SecretText.of(secret), "https://a.example");
  }
}

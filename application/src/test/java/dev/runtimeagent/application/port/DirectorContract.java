package dev.runtimeagent.application.port;

import static dev.runtimeagent.application.port.CompassFixture.REQUEST_ID;
import static dev.runtimeagent.application.port.CompassFixture.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply.Failed;
import dev.runtimeagent.application.port.CompassReply.NotAuthenticated;
import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Auth.Credential;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.EventDefinition;
import dev.runtimeagent.domain.catalog.ListedApplication;
import dev.runtimeagent.domain.catalog.ListedBundle;
import dev.runtimeagent.domain.catalog.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every Director keeps to, pages and refusals above all (P 2.5, 2.9). */
public interface DirectorContract {
  PageRequest ALL = new PageRequest(200, Optional.empty(), 200);

  /** The same Compass throughout a test. */
  CompassFixture compass();

  @Test
  default void listsAnApplicationWithAllItHolds() {
    var access = access();
    var bundles =
        List.of(
            bundle(1, new Credential.Basic(SecretText.of("user"), SecretText.of("password"))),
            bundle(
                2,
                new Credential.OAuth(
                    SecretText.of("client"), SecretText.of("secret"), "https://auth.test/token")),
            bundle(3, new Credential.Unsupported("CertificateOAuthCredentialData")),
            bundle(4, new Credential.None()));
    compass()
        .put(
            new Application(
                id(1), "mp-shop", Optional.of("A shop"), List.of(id(71), id(72)), bundles));

    var listed = answer(compass().director().applications(access, ALL)).applications();

    assertThat(listed.items()).hasSize(1);
    assertThat(whole(listed.items().getFirst()))
        .isEqualTo(
            new Application(
                id(1), "mp-shop", Optional.of("A shop"), List.of(id(71), id(72)), bundles));
  }

  @Test
  default void listsABundleThatHasNoAuthAndHoldsNothing() {
    var access = access();
    var bare =
        new Bundle(
            id(9), "bare", Optional.empty(), Optional.empty(), Auth.NONE, List.of(), List.of());
    compass().put(new Application(id(1), "mp-shop", Optional.empty(), List.of(), List.of(bare)));

    var listed = answer(compass().director().applications(access, ALL)).applications();

    assertThat(whole(listed.items().getFirst()).bundles()).containsExactly(bare);
  }

  @Test
  default void listsNothingWhereThereIsNothing() {
    var listed = answer(compass().director().applications(access(), ALL)).applications();

    assertThat(listed.items()).isEmpty();
    assertThat(listed.totalCount()).isZero();
    assertThat(listed.hasNextPage()).isFalse();
    assertThat(listed.endCursor()).isEmpty();
  }

  @Test
  default void cutsTheListOfApplicationsIntoPages() {
    var access = access();
    IntStream.rangeClosed(1, 5).forEach(i -> compass().put(empty(i)));

    var first = page(access, Optional.empty());
    var second = page(access, Optional.of(first.endCursor()));
    var third = page(access, Optional.of(second.endCursor()));

    assertThat(ids(first)).containsExactly(id(1), id(2));
    assertThat(ids(second)).containsExactly(id(3), id(4));
    assertThat(ids(third)).containsExactly(id(5));
    assertThat(List.of(first.hasNextPage(), second.hasNextPage(), third.hasNextPage()))
        .containsExactly(true, true, false);
    assertThat(List.of(first.totalCount(), second.totalCount(), third.totalCount()))
        .containsOnly(5);
    assertThat(third.endCursor()).isEmpty();
  }

  @Test
  default void cutsTheListsInsideAndGoesOnWithThem() {
    var access = access();
    compass().put(broad());

    var listed =
        answer(compass().director().applications(access, new PageRequest(200, Optional.empty(), 2)))
            .applications()
            .items()
            .getFirst()
            .bundles();
    var rest =
        answer(
            compass()
                .director()
                .bundles(access, id(1), new PageRequest(2, Optional.of(listed.endCursor()), 1)));

    assertThat(listed.items()).extracting(ListedBundle::id).containsExactly(id(11), id(12));
    assertThat(listed.hasNextPage()).isTrue();
    assertThat(listed.totalCount()).isEqualTo(3);
    assertThat(listed.items().getFirst().apis().items()).hasSize(2);
    assertThat(rest.items()).extracting(ListedBundle::id).containsExactly(id(13));
    assertThat(rest.hasNextPage()).isFalse();
    assertThat(rest.items().getFirst().apis().items()).hasSize(1);
    assertThat(rest.items().getFirst().events().hasNextPage()).isTrue();
  }

  @Test
  default void goesOnWithTheDefinitionsOfABundle() {
    var access = access();
    compass().put(broad());
    var bundle =
        answer(compass().director().bundles(access, id(1), new PageRequest(1, Optional.empty(), 2)))
            .items()
            .getFirst();

    var apis =
        answer(
            compass()
                .director()
                .apiDefinitions(
                    access,
                    id(1),
                    bundle.id(),
                    new PageRequest(2, Optional.of(bundle.apis().endCursor()), 1)));
    var events =
        answer(
            compass()
                .director()
                .eventDefinitions(
                    access,
                    id(1),
                    bundle.id(),
                    new PageRequest(2, Optional.of(bundle.events().endCursor()), 1)));

    assertThat(apis.items())
        .containsExactly(new ApiDefinition(id(1130), "api-3", "https://shop.test/3"));
    assertThat(apis.hasNextPage()).isFalse();
    assertThat(apis.totalCount()).isEqualTo(3);
    assertThat(events.items()).containsExactly(new EventDefinition(id(1190), "event-3"));
  }

  @Test
  default void failsForWhatIsGone() {
    var access = access();

    assertThat(compass().director().bundles(access, id(1), ALL)).isInstanceOf(Failed.class);
    assertThat(compass().director().apiDefinitions(access, id(1), id(2), ALL))
        .isInstanceOf(Failed.class);
  }

  @Test
  default void failsForACursorThatIsNone() {
    var access = access();
    compass().put(empty(1));

    assertThat(
            compass().director().applications(access, new PageRequest(1, Optional.of("§§"), 200)))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(Failed.Kind.GRAPHQL_ERRORS));
  }

  @Test
  default void setsALabelAndListsIt() {
    var access = access();

    var set = compass().director().setRuntimeLabel(access, "runtime_consoleUrl", "https://c.test");

    assertThat(answer(set)).isEqualTo("https://c.test");
    assertThat(answer(compass().director().applications(access, ALL)).labels())
        .containsEntry("runtime_consoleUrl", "https://c.test");
  }

  @Test
  default void refusesALabelWithoutValue() {
    assertThat(compass().director().setRuntimeLabel(access(), "runtime_consoleUrl", ""))
        .isInstanceOf(Failed.class);
  }

  @Test
  default void tellsACallerWhoItIs() {
    assertThat(answer(compass().director().viewer(access())))
        .isEqualTo(new Director.Viewer(compass().runtimeId(), "RUNTIME"));
  }

  @Test
  default void needsNoTenant() {
    var access = access();

    answer(compass().director().applications(with(access, Optional.empty()), ALL));
  }

  @Test
  default void tellsATenantThatIsNotTheRuntimes() {
    var access = with(access(), Optional.of(compass().otherTenant()));

    assertThat(compass().director().applications(access, ALL))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(Failed.Kind.WRONG_TENANT));
  }

  @Test
  default void takesATenantNobodyKnowsForLostAuthentication() {
    var access = with(access(), Optional.of("11111111-2222-3333-4444-555555555555"));

    assertThat(compass().director().applications(access, ALL)).isInstanceOf(NotAuthenticated.class);
  }

  @Test
  default void tellsARuntimeThatDoesNotExist() {
    var access = access();
    var unknown =
        new Access(access.directorUrl(), access.credential(), id(404), access.tenant(), REQUEST_ID);

    assertThat(compass().director().applications(unknown, ALL))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(Failed.Kind.UNKNOWN_RUNTIME));
  }

  @Test
  default void refusesARevokedCertificateHereToo() {
    var access = access();
    compass().revoke(access.credential());

    assertThat(compass().director().applications(access, ALL)).isInstanceOf(NotAuthenticated.class);
  }

  private Access access() {
    return compass().access(compass().pair());
  }

  private Page<ListedApplication> page(Access access, Optional<String> after) {
    return answer(compass().director().applications(access, new PageRequest(2, after, 200)))
        .applications();
  }

  private static List<String> ids(Page<ListedApplication> page) {
    return page.items().stream().map(ListedApplication::id).toList();
  }

  private static Access with(Access access, Optional<String> tenant) {
    return new Access(
        access.directorUrl(), access.credential(), access.runtimeId(), tenant, REQUEST_ID);
  }

  private static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  private static Application empty(int number) {
    return new Application(id(number), "mp-app-" + number, Optional.empty(), List.of(), List.of());
  }

  private static Bundle bundle(int number, Credential credential) {
    return new Bundle(
        id(10 + number),
        "bundle-" + number,
        Optional.of("Bundle " + number),
        Optional.of("{\"type\":\"object\"}"),
        new Auth(
            credential,
            Map.of("X-Env", List.of(SecretText.of("prod"), SecretText.of("eu"))),
            Map.of("region", List.of(SecretText.of("eu-1"))),
            Optional.of("https://shop.test/csrf")),
        List.of(new ApiDefinition(id(100 + number), "api", "https://shop.test/" + number)),
        List.of(new EventDefinition(id(200 + number), "event")));
  }

  /** Three bundles with three APIs and three events each. */
  private static Application broad() {
    return new Application(
        id(1),
        "mp-broad",
        Optional.empty(),
        List.of(),
        IntStream.rangeClosed(1, 3)
            .mapToObj(b ->
                new Bundle(
                    id(10 + b),
                    "bundle-" + b,
                    Optional.empty(),
                    Optional.empty(),
                    Auth.NONE,
                    IntStream.rangeClosed(1, 3)
                        .mapToObj(i ->
                            new ApiDefinition(
                                id(1000 + 100 * b + 10 * i), "api-" + i, "https://shop.test/" + i))
                        .toList(),
                    IntStream.rangeClosed(1, 3)
                        .mapToObj(i ->
                            new EventDefinition(id(1000 + 100 * b + 60 + 10 * i), "event-" + i))
                        .toList()))
            .toList());
  }

  private static Application whole(ListedApplication listed) {
    return new Application(
        listed.id(),
        listed.name(),
        listed.description(),
        listed.systemAuthIds(),
        listed.bundles().items().stream().map(DirectorContract::whole).toList());
  }

  private static Bundle whole(ListedBundle listed) {
    return new Bundle(
        listed.id(),
        listed.name(),
        listed.description(),
        listed.instanceAuthRequestInputSchema(),
        listed.auth(),
        listed.apis().items(),
        listed.events().items());
  }
}

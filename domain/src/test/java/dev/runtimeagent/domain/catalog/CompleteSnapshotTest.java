package dev.runtimeagent.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompleteSnapshotTest {
  private static final ListedBundle ORDERS = bundle("orders");
  private static final ListedApplication SHOP = application("1");

  @Test
  void isMadeOfNothingLessThanWhatIsListed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompleteSnapshot.of(whole(false, SHOP), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CompleteSnapshot.of(whole(false), List.of(complete(false, false, false))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CompleteApplication(SHOP, whole(false, ORDERS), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new CompleteApplication(
                SHOP,
                whole(false, ORDERS),
                List.of(new CompleteBundle(bundle("stock"), whole(false), whole(false)))));
  }

  @Test
  void holdsTheApplicationsAsTheyAreListed() {
    var snapshot = CompleteSnapshot.of(whole(false, SHOP), List.of(complete(false, false, false)));

    assertThat(snapshot.applications())
        .singleElement()
        .satisfies(shop -> {
          assertThat(shop.id()).isEqualTo("1");
          assertThat(shop.bundles()).extracting(Bundle::id).containsExactly("orders");
        });
  }

  @Test
  void knowsOfPagesThatWereTurnedAtEachLevel() {
    assertThat(snapshot(false, complete(false, false, false)).turned()).isFalse();
    assertThat(snapshot(true, complete(false, false, false)).turned()).isTrue();
    assertThat(snapshot(false, complete(true, false, false)).turned()).isTrue();
    assertThat(snapshot(false, complete(false, true, false)).turned()).isTrue();
    assertThat(snapshot(false, complete(false, false, true)).turned()).isTrue();
  }

  @Test
  void knowsOfThemAlsoWhenItSharesWithAnEarlierOne() {
    var still = snapshot(false, complete(false, false, false));
    var turned = snapshot(true, complete(false, false, false));

    assertThat(turned.sharing(still).turned()).isTrue();
    assertThat(still.sharing(turned).turned()).isFalse();
  }

  private static CompleteSnapshot snapshot(boolean turned, CompleteApplication application) {
    return CompleteSnapshot.of(whole(turned, SHOP), List.of(application));
  }

  private static CompleteApplication complete(boolean bundles, boolean apis, boolean events) {
    return new CompleteApplication(
        SHOP,
        whole(bundles, ORDERS),
        List.of(new CompleteBundle(ORDERS, whole(apis), whole(events))));
  }

  private static ListedApplication application(String id) {
    return new ListedApplication(id, id, Optional.empty(), List.of(), page());
  }

  private static ListedBundle bundle(String id) {
    return new ListedBundle(id, id, Optional.empty(), Optional.empty(), Auth.NONE, page(), page());
  }

  private static <T> Page<T> page() {
    return new Page<>(List.of(), "", false, 0);
  }

  private static <T> WholeList<T> whole(boolean turned) {
    return new WholeList<>(List.of(), turned);
  }

  private static <T> WholeList<T> whole(boolean turned, T item) {
    return new WholeList<>(List.of(item), turned);
  }
}

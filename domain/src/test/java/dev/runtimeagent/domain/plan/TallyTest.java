package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.held;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Change DELETION = new Change.Delete(held(application(1, "one")));
  private static final Change TAKES_ONE =
      update(new Loss(false, false, Set.of("b/x"), Set.of("b")));
  private static final Change TAKES_TWO =
      update(new Loss(false, true, Set.of("b/x", "b/y"), Set.of("b", "c")));

  @Test
  void countsEachKind() {
    var all = List.of(DELETION, TAKES_ONE, TAKES_TWO);

    assertThat(Tally.applications(all)).isEqualTo(1);
    assertThat(Tally.replaced(all)).isEqualTo(1);
    assertThat(Tally.entries(all)).isEqualTo(3);
    assertThat(Tally.credentials(all)).isEqualTo(3);
  }

  @Test
  void saysHowManyOfEachKindThereAre() {
    assertThat(Tally.sentence(List.of(DELETION))).isEqualTo("1 Application");
    assertThat(Tally.sentence(List.of(DELETION, DELETION))).isEqualTo("2 Applications");
    assertThat(Tally.sentence(List.of(TAKES_ONE)))
        .isEqualTo("1 API or event, 1 bundle's credentials");
    assertThat(Tally.sentence(List.of(TAKES_TWO)))
        .isEqualTo("1 replaced Application, 2 APIs or events, 2 bundles' credentials");
    assertThat(Tally.sentence(List.of(TAKES_TWO, TAKES_TWO)))
        .isEqualTo("2 replaced Applications, 4 APIs or events, 4 bundles' credentials");
  }

  @Test
  void saysWhyOneIsHeld() {
    assertThat(Tally.sentence(DELETION.loss())).isEqualTo("Compass does not list it any more");
    assertThat(Tally.sentence(TAKES_ONE.loss()))
        .isEqualTo("1 API or event would go, 1 bundle would lose its credentials");
    assertThat(Tally.sentence(TAKES_TWO.loss()))
        .isEqualTo(
            "Compass lists another of this name, 2 APIs or events would go,"
                + " 2 bundles would lose their credentials");
  }

  private static Change update(Loss loss) {
    var shop = application(2, "shop");
    return new Change.Update(held(shop), shop, loss);
  }
}

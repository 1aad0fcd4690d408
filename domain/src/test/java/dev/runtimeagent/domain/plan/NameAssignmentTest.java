package dev.runtimeagent.domain.plan;

import static dev.runtimeagent.domain.plan.Samples.application;
import static dev.runtimeagent.domain.plan.Samples.held;
import static dev.runtimeagent.domain.plan.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.catalog.Application;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two of one name. */
class NameAssignmentTest {
  private final Application lower = application(1, "shop");
  private final Application higher = application(2, "shop");

  @Test
  void whoHasItInTheRuntimeKeepsIt() {
    assertThat(namesWhere(held(higher, "shop")))
        .containsEntry("shop", higher)
        .containsEntry(ApplicationName.suffixed("shop", id(1)), lower);
  }

  @Test
  void theLowerIdGetsItWhereTheOtherIsThereUnderAnotherName() {
    assertThat(namesWhere(held(higher, "store")))
        .containsEntry("shop", lower)
        .containsEntry(ApplicationName.suffixed("shop", id(2)), higher);
  }

  private Map<String, Application> namesWhere(HeldApplication held) {
    return NameAssignment.of(List.of(lower, higher), Map.of(id(2), List.of(held))).byName();
  }

  @Test
  void aLongNameIsShownInPart() {
    var hundred = "x".repeat(100);

    assertThat(NameAssignment.shown(application(1, hundred))).isEqualTo(hundred);
    assertThat(NameAssignment.shown(application(1, hundred + "y"))).isEqualTo("x".repeat(99) + "…");
    assertThat(NameAssignment.shown(application(1, " "))).isEqualTo(id(1));
  }
}

package dev.runtimeagent.kubernetes.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.runtime.Facet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentRightsTest {
  private static final AgentRights.Places PLACES =
      new AgentRights.Places(
          Optional.empty(),
          Optional.of(new NamespacedName("home", "settings")),
          new NamespacedName("home", "credential"),
          new NamespacedName("home", "authorities"),
          "target");

  @Test
  void ofAHomeNeedNoApplications() {
    assertThat(plurals(Set.of(Facet.HOME)))
        .contains("compassconnections", "configmaps", "secrets", "leases", "events", "nodes")
        .doesNotContain("applications");
    assertThat(AgentRights.of(Set.of(Facet.HOME), PLACES))
        .noneMatch(right -> right.resource().namespace().equals(Optional.of("target")));
  }

  @Test
  void ofATargetNeedNoLease() {
    assertThat(plurals(Set.of(Facet.TARGET)))
        .contains("applications", "secrets", "nodes")
        .doesNotContain("compassconnections", "configmaps", "leases", "events");
    assertThat(AgentRights.of(Set.of(Facet.TARGET), PLACES))
        .noneMatch(right -> right.resource().namespace().equals(Optional.of("home")));
  }

  private static Stream<String> plurals(Set<Facet> facets) {
    return AgentRights.of(facets, PLACES).stream().map(right -> right.resource().plural());
  }
}

package dev.runtimeagent.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.plan.Change.Create;
import dev.runtimeagent.domain.plan.Change.Delete;
import dev.runtimeagent.domain.plan.Change.Rename;
import dev.runtimeagent.domain.plan.Change.Update;
import java.util.LinkedHashMap;
import java.util.List;

/** Does what it is told, and insists on every name being there once. */
final class HeldNames {
  private final LinkedHashMap<String, HeldApplication> held = new LinkedHashMap<>();

  void put(HeldApplication application) {
    assertThat(held.put(application.name(), application)).isNull();
  }

  HeldApplication[] held() {
    return held.values().toArray(new HeldApplication[0]);
  }

  List<String> ids() {
    return held.values().stream().map(h -> h.applicationId().orElseThrow()).toList();
  }

  void carryOut(Plan plan) {
    for (var change : plan.changes()) {
      switch (change) {
        case Create(var application, var name) -> put(Samples.held(application, name));
        case Update(var old, var application, _) ->
            held.put(old.name(), Samples.held(application, old.name()));
        case Rename(var former, _, var application, var name, _) -> {
          held.put(name, Samples.held(application, name));
          former.forEach(f -> held.remove(f.name()));
        }
        case Delete(var old) -> held.remove(old.name());
      }
    }
  }
}

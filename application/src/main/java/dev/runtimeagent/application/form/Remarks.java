package dev.runtimeagent.application.form;

import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.plan.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what the gateway will not be able to use although it is as Compass has it (W-10, W-49). */
final class Remarks {
  private final List<String> remarks = new ArrayList<>();

  static List<String> of(Application application) {
    var remarks = new Remarks();
    remarks.compare(application.bundles());
    application.bundles().forEach(remarks::look);
    return remarks.remarks;
  }

  /** The gateway finds a service by its normalised name and wants exactly one hit (B-210). */
  private void compare(List<Bundle> bundles) {
    var alike = new LinkedHashMap<String, List<String>>();
    bundles.stream()
        .filter(bundle -> !bundle.apis().isEmpty())
        .forEach(bundle -> add(alike, bundle.name()));
    tell(alike, "bundles");
  }

  private void look(Bundle bundle) {
    if (bundle.auth().credential() instanceof Auth.Credential.Unsupported(var kind)) {
      remarks.add(
          "bundle \"%s\" has credentials of kind %s, which the gateway cannot use"
              .formatted(bundle.name(), kind));
    }
    if (!bundle.apis().isEmpty()) {
      var alike = new LinkedHashMap<String, List<String>>();
      bundle.apis().stream().map(ApiDefinition::name).forEach(name -> add(alike, name));
      tell(alike, "APIs of bundle \"" + bundle.name() + "\"");
    }
  }

  private static void add(Map<String, List<String>> alike, String name) {
    alike.computeIfAbsent(ServiceName.normalized(name), _ -> new ArrayList<>(1)).add(name);
  }

  private void tell(Map<String, List<String>> alike, String what) {
    alike.forEach((normalized, names) -> {
      if (names.size() > 1) {
        remarks.add(
            "the gateway cannot tell apart %s: \"%s\"; rename all but one in Compass"
                .formatted(what, String.join("\", \"", names)));
      } else if (normalized.isEmpty()) {
        remarks.add(
            "the gateway cannot call %s: nothing is left of the name \"%s\"; rename it in Compass"
                .formatted(what, names.getFirst()));
      }
    });
  }
}

package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.domain.plan.Remark;
import java.util.List;
import java.util.stream.Collectors;

/** Sums up remarks on many Applications. */
final class Sentences {
  private static final int NAMED = 5;

  private Sentences() {}

  static String of(String what, List<Remark> remarks) {
    var named =
        remarks.stream()
            .limit(NAMED)
            .map(remark -> remark.name() + " (" + remark.reason() + ")")
            .collect(Collectors.joining(", "));
    var more = remarks.size() - NAMED;
    return "%d %s %s: %s%s"
        .formatted(
            remarks.size(),
            remarks.size() == 1 ? "Application" : "Applications",
            what,
            named,
            more > 0 ? " and " + more + " more" : "");
  }
}

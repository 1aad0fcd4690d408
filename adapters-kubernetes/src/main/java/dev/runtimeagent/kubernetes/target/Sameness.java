package dev.runtimeagent.kubernetes.target;

import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether what is there now is what was looked at. Another resource version alone does not
 * make it another thing: somebody may have written what is not ours.
 */
final class Sameness {
  private final KymaForm form;
  private final Inventory inventory;

  Sameness(KymaForm form, Inventory inventory) {
    this.form = form;
    this.inventory = inventory;
  }

  /** Whether all that is ours is as it was, Secrets included. */
  boolean isStill(
      HeldApplication expected,
      Map<String, @Nullable Object> application,
      List<Map<String, @Nullable Object>> secrets) {
    var now = inventory.look(application, secrets).held();
    return now.version().equals(expected.version())
        || withVersionOf(expected, now).equals(expected);
  }

  /**
   * Whether it is the very Application, whatever became of its Secrets: those that a renamed
   * Application took over are no longer labelled as this one's.
   */
  boolean isStillTheOne(
      HeldApplication expected,
      Map<String, @Nullable Object> application,
      List<Map<String, @Nullable Object>> secrets) {
    var stamp = Stamp.of(application);
    return expected.version().startsWith(stamp.uid() + "/" + stamp.version() + "/")
        || (expected.version().startsWith(stamp.uid() + "/")
            && isStill(expected, application, secrets));
  }

  /** Whether only what is not ours changed in the very same Application. */
  boolean isAsGood(Map<String, @Nullable Object> now, Map<String, @Nullable Object> before) {
    return Stamp.of(now).uid().equals(Stamp.of(before).uid()) && saysTheSame(now, before);
  }

  /** Whether two Applications are equal in all that is ours, Secrets left aside. */
  boolean saysTheSame(Map<String, ?> one, Map<String, ?> other) {
    return alone(one).equals(alone(other));
  }

  private HeldApplication alone(Map<String, ?> application) {
    return form.held(application, _ -> List.of(), "");
  }

  private static HeldApplication withVersionOf(HeldApplication other, HeldApplication held) {
    return new HeldApplication(
        held.name(),
        held.applicationId(),
        held.owned(),
        held.digest(),
        held.entries(),
        held.credentialBundles(),
        other.version());
  }
}

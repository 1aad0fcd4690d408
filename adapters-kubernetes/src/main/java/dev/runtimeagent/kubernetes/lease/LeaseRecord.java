package dev.runtimeagent.kubernetes.lease;

import dev.runtimeagent.kubernetes.api.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Lease as the API server has it. Its successors keep what is not ours, and the resource version
 * they replace. Its times are written for readers and never judged by.
 */
record LeaseRecord(Map<String, @Nullable Object> manifest) {
  static final String NAME = "runtime-agent";

  /** Names who gave the Lease back, for as long as nobody holds it. */
  static final String RELEASED_BY = "compass.kyma-project.io/released-by";

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** One that does not exist yet. */
  static LeaseRecord absent() {
    var manifest = new LinkedHashMap<String, @Nullable Object>();
    manifest.put("apiVersion", "coordination.k8s.io/v1");
    manifest.put("kind", "Lease");
    manifest.put("metadata", Map.of("name", NAME));
    return new LeaseRecord(manifest);
  }

  boolean exists() {
    return !Tree.text(Tree.child(manifest, "metadata"), "resourceVersion").isEmpty();
  }

  /** Who holds it; absent if it was given back. */
  Optional<String> holder() {
    return Optional.of(Tree.text(spec(), "holderIdentity")).filter(text -> !text.isEmpty());
  }

  boolean isHeldBy(String identity) {
    return holder().equals(Optional.of(identity));
  }

  /** For how long it holds others off, by its own account. */
  Optional<Duration> duration() {
    return spec().get("leaseDurationSeconds") instanceof Number seconds && seconds.longValue() > 0
        ? Optional.of(Duration.ofSeconds(seconds.longValue()))
        : Optional.empty();
  }

  /** When it was renewed last, as its holder wrote it. */
  String renewTime() {
    return Tree.text(spec(), "renewTime");
  }

  /** Everything its holder says; a holder that lives changes it. */
  Map<String, @Nullable Object> spec() {
    return Tree.child(manifest, "spec");
  }

  /** Who gave it back; absent if somebody holds it. */
  Optional<String> releasedBy() {
    return holder().isPresent()
        ? Optional.empty()
        : Optional.of(
                Tree.text(Tree.child(Tree.child(manifest, "metadata"), "annotations"), RELEASED_BY))
            .filter(text -> !text.isEmpty());
  }

  /** Held by {@code identity} from now on. */
  LeaseRecord taken(String identity, Duration duration, Instant now) {
    if (isHeldBy(identity)) {
      return renewed(duration, now);
    }
    var spec = new LinkedHashMap<String, @Nullable Object>(spec());
    var former = spec.get("leaseTransitions") instanceof Number number ? number.intValue() : 0;
    var isNew = spec.isEmpty();
    spec.put("holderIdentity", identity);
    spec.put("leaseDurationSeconds", duration.toSeconds());
    spec.put("acquireTime", MICROSECONDS.format(now));
    spec.put("renewTime", MICROSECONDS.format(now));
    spec.put("leaseTransitions", isNew ? 0 : former + 1);
    return with(spec, Optional.empty());
  }

  /** Held by the same for another while; it differs from this even if the clock stands still. */
  LeaseRecord renewed(Duration duration, Instant now) {
    var spec = new LinkedHashMap<String, @Nullable Object>(spec());
    var time = MICROSECONDS.format(now);
    spec.put("leaseDurationSeconds", duration.toSeconds());
    spec.put(
        "renewTime",
        time.equals(renewTime()) ? MICROSECONDS.format(now.plus(1, ChronoUnit.MICROS)) : time);
    return with(spec, Optional.empty());
  }

  /** Free at once, as the elector of the Kubernetes project leaves it. */
  LeaseRecord released(String identity, Instant now) {
    var spec = new LinkedHashMap<String, @Nullable Object>(spec());
    spec.put("holderIdentity", "");
    spec.put("leaseDurationSeconds", 1);
    spec.put("renewTime", MICROSECONDS.format(now));
    return with(spec, Optional.of(identity));
  }

  private LeaseRecord with(Map<String, @Nullable Object> spec, Optional<String> releasedBy) {
    var metadata = new LinkedHashMap<String, @Nullable Object>(Tree.child(manifest, "metadata"));
    var annotations =
        new LinkedHashMap<String, @Nullable Object>(Tree.child(metadata, "annotations"));
    annotations.remove(RELEASED_BY);
    releasedBy.ifPresent(identity -> annotations.put(RELEASED_BY, identity));
    metadata.remove("annotations");
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    var changed = new LinkedHashMap<String, @Nullable Object>(manifest);
    changed.put("metadata", metadata);
    changed.put("spec", spec);
    return new LeaseRecord(changed);
  }
}

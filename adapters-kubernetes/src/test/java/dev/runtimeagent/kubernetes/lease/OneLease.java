package dev.runtimeagent.kubernetes.lease;

import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.api.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Lease as an API server keeps it, with the optimistic lock of its resource version. */
final class OneLease {
  Optional<LeaseRecord> kept = Optional.empty();
  boolean namespaceExists = true;
  int writes;
  private int version;

  /** The way of one agent to it. */
  final class Access implements Leases {
    Optional<Reason> fault = Optional.empty();

    /** Happens while a request is under way, before and after the API server acts on it. */
    Runnable delay = () -> {};

    /** The API server acts on writes, but nobody hears of it. */
    boolean answersAreLost;

    @Override
    public ApiReply<LeaseRecord> read() {
      return ask(() ->
          kept.<ApiReply<LeaseRecord>>map(ApiReply.Ok::new).orElseGet(ApiReply.NotFound::new));
    }

    @Override
    public ApiReply<LeaseRecord> create(LeaseRecord lease) {
      return ask(() -> {
        if (!namespaceExists) {
          return failed(Reason.NO_NAMESPACE);
        }
        return kept.isPresent() ? new ApiReply.Conflict<>() : keep(lease);
      });
    }

    @Override
    public boolean couldBeCreated(LeaseRecord lease) {
      return fault.isEmpty() && namespaceExists && kept.isEmpty();
    }

    @Override
    public ApiReply<LeaseRecord> update(LeaseRecord lease) {
      return ask(() -> {
        if (kept.isEmpty()) {
          return new ApiReply.NotFound<>();
        }
        return version(kept.get()).equals(version(lease)) ? keep(lease) : new ApiReply.Conflict<>();
      });
    }

    private ApiReply<LeaseRecord> ask(Supplier<ApiReply<LeaseRecord>> request) {
      delay.run();
      if (fault.isPresent()) {
        return failed(fault.get());
      }
      var reply = request.get();
      delay.run();
      return answersAreLost ? failed(Reason.UNAVAILABLE) : reply;
    }
  }

  /** Somebody alters something beside what the holder says. */
  void annotate() {
    keep(kept.orElseThrow());
  }

  private ApiReply<LeaseRecord> keep(LeaseRecord lease) {
    version++;
    writes++;
    var metadata =
        new LinkedHashMap<String, @Nullable Object>(Tree.child(lease.manifest(), "metadata"));
    metadata.put("resourceVersion", String.valueOf(version));
    var manifest = new LinkedHashMap<String, @Nullable Object>(lease.manifest());
    manifest.put("metadata", metadata);
    kept = Optional.of(new LeaseRecord(manifest));
    return new ApiReply.Ok<>(kept.get());
  }

  private static String version(LeaseRecord lease) {
    return Tree.text(Tree.child(lease.manifest(), "metadata"), "resourceVersion");
  }

  static <T> ApiReply<T> failed(Reason reason) {
    return new ApiReply.Failed<>(reason, "cannot " + Map.of("reason", reason));
  }
}

package dev.runtimeagent.kubernetes.lease;

import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.api.KubernetesApi.Writes;
import dev.runtimeagent.kubernetes.api.Resource;
import java.time.Duration;

/** The Lease on the API server. */
final class ApiLeases implements Leases {
  /** Leaves a renewal that got no answer a second try before the Lease is lost. */
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private final KubernetesApi api;
  private final Resource leases;

  ApiLeases(KubernetesApi api, String namespace) {
    this.api = api.hasty(ANSWER);
    this.leases = Resource.leases(namespace);
  }

  @Override
  public ApiReply<LeaseRecord> read() {
    return api.get(leases, LeaseRecord.NAME).map(LeaseRecord::new);
  }

  @Override
  public ApiReply<LeaseRecord> create(LeaseRecord lease) {
    return api.create(leases, lease.manifest(), Writes.REALLY).map(LeaseRecord::new);
  }

  @Override
  public boolean couldBeCreated(LeaseRecord lease) {
    return api.create(leases, lease.manifest(), Writes.DRY_RUN) instanceof ApiReply.Ok;
  }

  @Override
  public ApiReply<LeaseRecord> update(LeaseRecord lease) {
    return api.update(leases, lease.manifest(), Writes.REALLY).map(LeaseRecord::new);
  }
}

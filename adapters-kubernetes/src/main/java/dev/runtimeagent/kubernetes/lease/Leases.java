package dev.runtimeagent.kubernetes.lease;

import dev.runtimeagent.kubernetes.api.ApiReply;

/** The one Lease, where it is kept. Each request is sent once and answered soon. */
interface Leases {
  ApiReply<LeaseRecord> read();

  ApiReply<LeaseRecord> create(LeaseRecord lease);

  /** Whether it could be created, without doing so. */
  boolean couldBeCreated(LeaseRecord lease);

  /** Replaces the version that {@code lease} was made of, else {@link ApiReply.Conflict}. */
  ApiReply<LeaseRecord> update(LeaseRecord lease);
}

package dev.runtimeagent.sandbox.record;

import dev.runtimeagent.sandbox.http.HostKind;
import java.time.Instant;

/** A connection that was refused before it could carry a request. */
public record RefusedHandshake(Instant at, HostKind host, String reason) {}

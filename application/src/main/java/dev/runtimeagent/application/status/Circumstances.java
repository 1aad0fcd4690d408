package dev.runtimeagent.application.status;

import dev.runtimeagent.application.status.ConnectionDocument.ApplicationsSummary;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.credential.Generation;
import java.util.Optional;

/**
 * All that is known at a moment and worth telling.
 *
 * @param generation the credential in use
 * @param durability why the credential is not safely stored; empty if it is
 * @param store what else is wrong where it is stored; empty if nothing is
 * @param endpoints why URLs that Compass announced are not in use
 * @param trust why the server certificates of Compass are not verified, and what came of looking
 * @param applications what the last synchronization left, absent before the first of this life
 * @param held what to tell of held losses
 */
public record Circumstances(
    ConnectionState state,
    Chronicle chronicle,
    Optional<Generation> generation,
    Optional<String> durability,
    Optional<String> store,
    Optional<String> endpoints,
    Optional<String> trust,
    Optional<ApplicationsSummary> applications,
    Optional<String> held) {}

package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.application.port.Director.Access;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is asked of one synchronization.
 *
 * @param confirmIdentity whether to ask Compass first whom it takes the caller for
 * @param approval start of the hold of which somebody approved, as the connection document has it
 * @param keepAll why nothing may be lost whatever is said (another agent at work), if so; asked
 *     again before each loss
 * @param impatient whether what failed is tried again before its time
 */
public record SyncRequest(
    Access access,
    boolean confirmIdentity,
    Optional<String> approval,
    Supplier<Optional<String>> keepAll,
    boolean impatient) {}

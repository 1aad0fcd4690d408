package dev.runtimeagent.domain.connection;

import java.util.Optional;

/**
 * What an agent finds when it starts, from which the state is derived (design, 3).
 *
 * @param proven the credential that was proven in an earlier life
 * @param unproven whether there is one that was not, or another agent's
 * @param unreadable why it cannot be said what is stored
 * @param enrolmentUnderWay whether the journal holds an exchange for this configuration that is to
 *     be gone on with
 * @param documentMissing whether the connection document is certainly absent
 */
public record Findings(
    ConfigurationReading configuration,
    TokenLedger tokens,
    Optional<CredentialSummary> proven,
    boolean unproven,
    Optional<String> unreadable,
    boolean enrolmentUnderWay,
    boolean documentMissing) {}

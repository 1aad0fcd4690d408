package dev.runtimeagent.compass.http;

import java.util.Optional;

/**
 * What verifying a server would have found, where it was skipped.
 *
 * @param problem why the server would have been refused, or nothing if it would have passed
 */
public record TrustFinding(String host, Optional<String> problem) {}

package dev.runtimeagent.domain.credential;

import java.net.URI;

/** Where a certificate is accepted: the certificate-secured Connector and the Director. */
public record Endpoints(URI connectorUrl, URI directorUrl) {}

package dev.runtimeagent.application.enrolment;

import dev.runtimeagent.application.credential.Advice;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.EventRecorder.Severity;
import dev.runtimeagent.domain.credential.CertificateFacts;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an enrolment tells while it happens. */
final class EnrolmentEvents {
  private EnrolmentEvents() {}

  static AgentEvent keyReady() {
    return new AgentEvent(Severity.INFO, "KeyReady", "Key pair is ready", Map.of());
  }

  static AgentEvent asking(URI url, String requestId) {
    return new AgentEvent(
        Severity.INFO,
        "ExchangingToken",
        "Exchanging the one-time token",
        details("host", Advice.host(url), "requestId", requestId));
  }

  static AgentEvent issued(CertificateFacts facts) {
    return new AgentEvent(
        Severity.INFO,
        "CertificateIssued",
        "Compass issued a client certificate",
        details(
            "notBefore", facts.notBefore().toString(), "notAfter", facts.notAfter().toString()));
  }

  static AgentEvent answerNotStored(String problem) {
    return new AgentEvent(
        Severity.WARNING,
        "AnswerNotStored",
        "The answer of Compass could not be stored; going on without",
        Map.of("problem", problem));
  }

  static AgentEvent credentialNotStored(String problem) {
    return new AgentEvent(
        Severity.ERROR,
        "CredentialNotStored",
        "The new credential is in use but could not be stored; storing is tried again",
        Map.of("problem", problem));
  }

  static AgentEvent oddDates(CertificateFacts facts, Instant judged) {
    var details =
        details("notBefore", facts.notBefore().toString(), "notAfter", facts.notAfter().toString());
    details.put("serverTime", judged.toString());
    return new AgentEvent(
        Severity.WARNING,
        "CertificateDates",
        "The certificate is not valid at the time of the answer; Compass decides whether it works",
        details);
  }

  private static Map<String, String> details(
      String key, String value, String otherKey, String otherValue) {
    var details = new LinkedHashMap<String, String>();
    details.put(key, value);
    details.put(otherKey, otherValue);
    return details;
  }
}

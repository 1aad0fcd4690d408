package dev.runtimeagent.application.form;

import dev.runtimeagent.application.port.Connector.Configuration;
import dev.runtimeagent.application.port.Connector.SignedCertificates;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.JournalEntry.Enrolment;
import dev.runtimeagent.application.port.JournalEntry.Phase;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.connection.TokenLedger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The enrolment journal as entries of a Secret. */
public final class JournalForm {
  public static final String NAME = "compass-agent-journal";

  private static final String FORMAT = "1";
  private static final String REFUSED = "refused";
  private static final String ANSWER = "answer.";
  private static final String SIGNED = "signed.";

  private JournalForm() {}

  /** All entries of the Secret. */
  public static Map<String, SecretText> entries(JournalEntry entry) {
    var entries = Entries.none().put("format", FORMAT);
    entries.putLines(REFUSED, entry.refused().stream().map(JournalForm::line).toList());
    entry.enrolment().ifPresent(enrolment -> write(enrolment, entries));
    return entries.all();
  }

  /** Reads what {@link #entries} wrote; another format is not guessed at. */
  public static Parsed<JournalEntry> read(Map<String, SecretText> secret) {
    return Parsed.of(() -> entry(Entries.of(secret)));
  }

  private static JournalEntry entry(Entries entries) {
    if (!entries.findText("format").equals(Optional.of(FORMAT))) {
      throw new MalformedManifest(
          "its format is not "
              + FORMAT
              + ", the one this version knows; another version of the agent may have written it");
    }
    var enrolment =
        entries.find("phase").isPresent()
            ? Optional.of(enrolment(entries))
            : Optional.<Enrolment>empty();
    return new JournalEntry(enrolment, refused(entries));
  }

  private static Enrolment enrolment(Entries entries) {
    return new Enrolment(
        entries.text("holder"),
        entries.time("at"),
        phase(entries.text("phase")),
        entries.url("connectorUrl"),
        new TokenHash(entries.text("configuredToken")),
        entries.text("runtimeId"),
        entries.text("tenant"),
        entries.secret("key"),
        entries.find("askingToken"),
        entries.below(ANSWER).find("given").map(_ -> answer(entries.below(ANSWER))),
        entries.below(SIGNED).find("given").map(_ -> signed(entries.below(SIGNED))));
  }

  /** As it came: what is empty in an answer is empty here, for the use case to complain of. */
  private static Configuration answer(Entries entries) {
    return new Configuration(
        entries.find("token").orElse(SecretText.of("")),
        entries.findText("subject").orElse(""),
        entries.findText("keyAlgorithm").orElse(""),
        entries.findText("directorUrl"),
        entries.findText("connectorUrl"));
  }

  private static SignedCertificates signed(Entries entries) {
    return new SignedCertificates(
        entries.findText("certificateChain").orElse(""),
        entries.findText("caCertificate").orElse(""),
        entries.findText("clientCertificate").orElse(""));
  }

  private static Phase phase(String text) {
    try {
      return Phase.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new MalformedManifest("phase is none of the known ones");
    }
  }

  private static List<TokenLedger.Refused> refused(Entries entries) {
    return entries.lines(REFUSED, 5).stream()
        .map(line ->
            new TokenLedger.Refused(
                new TokenHash(line.get(0)),
                entries.toUrl(REFUSED, line.get(1)),
                entries.toCount(REFUSED, line.get(2)),
                entries.toInstant(REFUSED, line.get(3)),
                entries.toInstant(REFUSED, line.get(4))))
        .toList();
  }

  private static String line(TokenLedger.Refused refused) {
    return "%s %s %d %s %s"
        .formatted(
            refused.token().hex(),
            refused.connectorUrl(),
            refused.times(),
            refused.first(),
            refused.last());
  }

  private static void write(Enrolment enrolment, Entries entries) {
    entries
        .put("holder", enrolment.holder())
        .put("at", enrolment.at())
        .put("phase", enrolment.phase().name().toLowerCase(Locale.ROOT))
        .put("connectorUrl", enrolment.connectorUrl())
        .put("configuredToken", enrolment.configuredToken().hex())
        .put("runtimeId", enrolment.runtimeId())
        .put("tenant", enrolment.tenant())
        .put("key", enrolment.key())
        .put("askingToken", enrolment.askingToken());
    enrolment.answer().ifPresent(answer -> write(answer, entries.below(ANSWER)));
    enrolment.signed().ifPresent(signed -> write(signed, entries.below(SIGNED)));
  }

  private static void write(Configuration answer, Entries entries) {
    entries
        .put("given", true)
        .put("token", answer.token())
        .put("subject", answer.subject())
        .put("keyAlgorithm", answer.keyAlgorithm())
        .put("directorUrl", answer.directorUrl())
        .put("connectorUrl", answer.connectorUrl());
  }

  private static void write(SignedCertificates signed, Entries entries) {
    entries
        .put("given", true)
        .put("certificateChain", signed.certificateChain())
        .put("caCertificate", signed.caCertificate())
        .put("clientCertificate", signed.clientCertificate());
  }
}

package dev.runtimeagent.application.form;

import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.connection.TokenLedger;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Endpoints;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.LossRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Credentials as entries of a Secret. {@code crt}, {@code key} and {@code crtChain} are the current
 * ones and mean what they mean to the Go agent (B-060); {@code current.*} is what we know of them
 * beside, with the fingerprint of the certificate it was written for: if that no longer fits,
 * another agent replaced the certificate, and nothing of what we knew applies (design, 4.5). The
 * other generations lie whole under {@code next.*} and {@code previous.*}.
 */
public final class CredentialForm {
  /** The one entry of the separate copy of the authorities. */
  public static final String AUTHORITIES = "cacert";

  private static final Set<String> PEM = Set.of("crt", "key", "crtChain");
  private static final String SPENT = "spentTokens";
  private static final String CURRENT = "current.";
  private static final String NEXT = "next.";
  private static final String PREVIOUS = "previous.";
  private static final String LOSSES = "losses.";

  private final Certificates certificates;

  public CredentialForm(Certificates certificates) {
    this.certificates = certificates;
  }

  /** Whether an entry of that key is ours to write and to remove. */
  public static boolean isOurs(String key) {
    return PEM.contains(key)
        || key.equals(SPENT)
        || List.of(CURRENT, NEXT, PREVIOUS, LOSSES).stream().anyMatch(key::startsWith);
  }

  /** All entries of ours. */
  public static Map<String, SecretText> entries(StoredCredentials credentials) {
    var entries = Entries.none();
    credentials
        .current()
        .map(Generation::credential)
        .or(credentials::foreign)
        .ifPresent(credential -> writePem(credential, entries));
    credentials.current().ifPresent(g -> writeMarks(g, entries.below(CURRENT)));
    credentials.next().ifPresent(g -> writeWhole(g, entries.below(NEXT)));
    credentials.previous().ifPresent(g -> writeWhole(g, entries.below(PREVIOUS)));
    entries.below(PREVIOUS).put("since", credentials.previousSince());
    entries.putLines(
        SPENT,
        credentials.spentTokens().stream()
            .map(spent -> spent.token().hex() + " " + spent.at())
            .toList());
    if (!credentials.losses().equals(LossRecord.NONE)) {
      writeLosses(credentials.losses(), entries.below(LOSSES));
    }
    return entries.all();
  }

  /**
   * Reads what {@link #entries} wrote, or another agent. Bad if no credential in it can be used.
   */
  public Parsed<StoredCredentials> read(Map<String, SecretText> secret) {
    var entries = Entries.of(secret);
    var problems = new ArrayList<String>();
    var bare = credential(entries, entries.below(CURRENT), problems);
    var current = bare.flatMap(credential -> marked(credential, entries.below(CURRENT)));
    var next = whole(entries.below(NEXT), problems);
    var previous = whole(entries.below(PREVIOUS), problems);
    if (bare.isEmpty() && next.isEmpty() && previous.isEmpty() && !problems.isEmpty()) {
      return new Parsed.Bad<>(String.join("; ", problems));
    }
    var replaced = bare.isPresent() && current.isEmpty();
    return Parsed.of(() ->
        new StoredCredentials(
            replaced ? Optional.empty() : next,
            current,
            replaced ? Optional.empty() : previous,
            replaced || previous.isEmpty()
                ? Optional.empty()
                : entries.below(PREVIOUS).findTime("since"),
            replaced ? bare.map(CredentialForm::withoutAuthorities) : Optional.empty(),
            spent(entries),
            losses(entries.below(LOSSES))));
  }

  /** Reads the separate copy of the authorities. */
  public static Parsed<String> readAuthorities(Map<String, SecretText> secret) {
    return Parsed.of(() -> Entries.of(secret).text(AUTHORITIES));
  }

  private Optional<Generation> whole(Entries entries, List<String> problems) {
    return credential(entries, entries, problems)
        .flatMap(credential -> marked(credential, entries));
  }

  private Optional<ClientCredential> credential(Entries pem, Entries marks, List<String> problems) {
    if (PEM.stream().allMatch(key -> pem.find(key).isEmpty())) {
      return Optional.empty();
    }
    var authorities = marks.findText(AUTHORITIES).orElse("");
    var read =
        Parsed.of(() ->
            certificates.read(
                pem.secret("key"), pem.text("crt"), pem.text("crtChain"), authorities));
    return switch (read) {
      case Parsed.Good(Certificates.Verdict.Good(var credential)) -> Optional.of(credential);
      case Parsed.Good(Certificates.Verdict.Bad(var bad)) -> {
        problems.addAll(bad);
        yield Optional.empty();
      }
      case Parsed.Bad(var problem) -> {
        problems.add(problem);
        yield Optional.empty();
      }
    };
  }

  /** The generation that {@code entries} describe, if it is that of {@code credential}. */
  private static Optional<Generation> marked(ClientCredential credential, Entries entries) {
    if (!entries.findText("fingerprint").equals(Optional.of(credential.facts().fingerprint()))) {
      return Optional.empty();
    }
    var read =
        Parsed.of(() ->
            new Generation(
                credential,
                new Endpoints(entries.url("connectorUrl"), entries.url("directorUrl")),
                entries
                    .find("formerConnectorUrl")
                    .map(_ ->
                        new Endpoints(
                            entries.url("formerConnectorUrl"), entries.url("formerDirectorUrl"))),
                entries.text("runtimeId"),
                entries.findText("tenant"),
                entries.time("established"),
                entries.time("acquired"),
                entries.findTime("renewed"),
                entries.findText("bound").equals(Optional.of("true"))));
    return switch (read) {
      case Parsed.Good(var generation) -> Optional.of(generation);
      case Parsed.Bad<Generation> _ -> Optional.empty();
    };
  }

  private static ClientCredential withoutAuthorities(ClientCredential credential) {
    return new ClientCredential(
        credential.privateKey(),
        credential.certificate(),
        credential.chain(),
        "",
        credential.facts());
  }

  private static List<TokenLedger.Spent> spent(Entries entries) {
    return entries.lines(SPENT, 2).stream()
        .map(line ->
            new TokenLedger.Spent(
                new TokenHash(line.get(0)), entries.toInstant(SPENT, line.get(1))))
        .toList();
  }

  private static LossRecord losses(Entries entries) {
    return new LossRecord(
        entries.findText("epoch").orElse(""),
        entries.findText("settled").equals(Optional.of("true")),
        entries.lines("entries", 4).stream()
            .map(line ->
                new LossRecord.Entry(
                    entries.toInstant("entries", line.get(0)),
                    entries.toCount("entries", line.get(1)),
                    entries.toCount("entries", line.get(2)),
                    entries.toCount("entries", line.get(3))))
            .toList());
  }

  private static void writePem(ClientCredential credential, Entries entries) {
    entries
        .put("crt", credential.certificate())
        .put("key", credential.privateKey())
        .put("crtChain", credential.chain());
  }

  private static void writeWhole(Generation generation, Entries entries) {
    writePem(generation.credential(), entries);
    writeMarks(generation, entries);
  }

  private static void writeMarks(Generation generation, Entries entries) {
    entries
        .put("fingerprint", generation.fingerprint())
        .put(AUTHORITIES, generation.credential().authorities())
        .put("connectorUrl", generation.endpoints().connectorUrl())
        .put("directorUrl", generation.endpoints().directorUrl())
        .put("formerConnectorUrl", generation.formerEndpoints().map(Endpoints::connectorUrl))
        .put("formerDirectorUrl", generation.formerEndpoints().map(Endpoints::directorUrl))
        .put("runtimeId", generation.runtimeId())
        .put("tenant", generation.tenant())
        .put("established", generation.established())
        .put("acquired", generation.acquired())
        .put("renewed", generation.renewed())
        .put("bound", generation.bound());
  }

  private static void writeLosses(LossRecord losses, Entries entries) {
    entries
        .put("epoch", losses.epoch())
        .put("settled", losses.settled())
        .putLines(
            "entries",
            losses.entries().stream()
                .map(e ->
                    "%s %d %d %d".formatted(e.at(), e.applications(), e.entries(), e.credentials()))
                .toList());
  }
}

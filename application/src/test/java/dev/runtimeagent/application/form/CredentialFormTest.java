package dev.runtimeagent.application.form;

import static dev.runtimeagent.application.port.StoredSamples.CREDENTIALS;
import static dev.runtimeagent.application.port.StoredSamples.GENERATION;
import static dev.runtimeagent.application.port.StoredSamples.NOW;
import static dev.runtimeagent.application.port.StoredSamples.ONLY_CURRENT;
import static dev.runtimeagent.application.port.StoredSamples.generation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialFormTest {
  private final CredentialForm form = new CredentialForm(new FakeCertificates());

  @Test
  void readsBackWhatItWrote() {
    assertThat(form.read(CredentialForm.entries(CREDENTIALS)))
        .isEqualTo(new Parsed.Good<>(CREDENTIALS));
    assertThat(form.read(CredentialForm.entries(ONLY_CURRENT)))
        .isEqualTo(new Parsed.Good<>(ONLY_CURRENT));
    assertThat(form.read(CredentialForm.entries(StoredCredentials.NONE)))
        .isEqualTo(new Parsed.Good<>(StoredCredentials.NONE));
  }

  @Test
  void writesTheCurrentCredentialAsTheGoAgentDoes() {
    assertThat(CredentialForm.entries(ONLY_CURRENT))
        .containsEntry("crt", SecretText.of(GENERATION.credential().certificate()))
        .containsEntry("key", GENERATION.credential().privateKey())
        .containsEntry("crtChain", SecretText.of(GENERATION.credential().chain()));
  }

  @Test
  void ownsEveryKeyItWrites() {
    assertThat(CredentialForm.entries(CREDENTIALS).keySet()).allMatch(CredentialForm::isOurs);
  }

  @Test
  void forgetsWhatItKnewOfACertificateThatAnotherReplaced() {
    var entries = new HashMap<>(CredentialForm.entries(CREDENTIALS));
    var theirs = generation("theirs", NOW).credential();
    entries.putAll(pem(theirs));

    assertThat(form.read(entries))
        .isEqualTo(
            new Parsed.Good<>(
                new StoredCredentials(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                        new ClientCredential(
                            theirs.privateKey(),
                            theirs.certificate(),
                            theirs.chain(),
                            "",
                            theirs.facts())),
                    CREDENTIALS.spentTokens(),
                    CREDENTIALS.losses())));
  }

  @Test
  void takesACredentialWithoutMarksForAnothers() {
    var read = form.read(pem(GENERATION.credential()));

    assertThat(content(read).foreign()).isPresent();
    assertThat(content(read).current()).isEmpty();
  }

  @Test
  void keepsAnothersCredentialThroughAWrite() {
    var foreign = content(form.read(pem(GENERATION.credential())));

    assertThat(form.read(CredentialForm.entries(foreign))).isEqualTo(new Parsed.Good<>(foreign));
  }

  @Test
  void goesOnWithTheOthersIfOneGenerationIsBroken() {
    var entries = new HashMap<>(CredentialForm.entries(CREDENTIALS));
    entries.put("key", SecretText.of("garbage"));

    var read = content(form.read(entries));

    assertThat(read.current()).isEmpty();
    assertThat(read.foreign()).isEmpty();
    assertThat(read.inOrder())
        .containsExactly(CREDENTIALS.next().orElseThrow(), CREDENTIALS.previous().orElseThrow());
  }

  @Test
  void saysWhatIsBrokenIfNothingCanBeUsed() {
    var entries = new HashMap<>(CredentialForm.entries(ONLY_CURRENT));
    entries.remove("key");

    assertThat(form.read(entries)).isEqualTo(new Parsed.Bad<>("key is missing"));
  }

  private static Map<String, SecretText> pem(ClientCredential credential) {
    return Map.of(
        "crt", SecretText.of(credential.certificate()),
        "key", credential.privateKey(),
        "crtChain", SecretText.of(credential.chain()));
  }

  private static StoredCredentials content(Parsed<StoredCredentials> parsed) {
    return switch (parsed) {
      case Parsed.Good(var credentials) -> credentials;
      case Parsed.Bad(var problem) -> throw new AssertionError(problem);
    };
  }
}
